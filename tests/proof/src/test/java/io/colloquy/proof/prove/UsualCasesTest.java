package io.colloquy.proof.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few of the cases that {@code ./colloquy prove} has many of, others each time, and all that ever failed. */
@Timeout(300)
class UsualCasesTest {

    @ParameterizedTest
    @EnumSource
    void endAsTheDefinitionSays(Tier tier, TestReporter reporter) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1L << 31);
        reporter.publishEntry("seed", Long.toString(seed));
        try (Trials trials = tier.open()) {
            Prover prover = new Prover(tier, trials, Tally.begin(seed));
            prover.run(tier.usual(), tally -> {});
            assertThat(prover.counterexamples()).isEmpty();
            assertThat(regressed(tier, trials)).isEmpty();
        }
    }

    private static List<Counterexample> regressed(Tier tier, Trials trials) throws IOException, InterruptedException {
        List<CaseSeed> seeds = Regressions.of(tier);
        List<Counterexample> failed = new ArrayList<>();
        for (CaseSeed seed : seeds) {
            try {
                seed.run(tier, trials);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                failed.add(new Counterexample(
                        tier.label(), seed.value(), seed.value(), seed.size(tier), Counterexample.difference(e)));
            }
        }
        return failed;
    }
}
