package io.colloquy.proof.prove;

import io.colloquy.cli.Home;
import io.colloquy.cli.Report;
import io.colloquy.cli.SeedOption;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalCommand;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colloquy prove}: random cases, many more than a test has time for, against the definition. */
@Command(
        name = "prove",
        description = {
            "Invent recordings, uploads, delays and failures at random, and compare what becomes of them with the"
                    + " definition. Exits with 1 where they differ; the report says how to repeat that case alone.",
            "",
            "  core     the cores of all operators, on a made-up clock (200,000 cases)",
            "  harness  the operators with RocksDB, restored and rescaled (5,000)",
            "  codecs   damaged audio of each codec (100,000 of each)",
            "  cluster  the whole job between Kafka and Postgres, failing in the middle (100)",
            ""
        })
public final class ProveCommand extends LocalCommand {
    private static final Path DATA = Path.of("tests/proof/target/prove");

    @Mixin
    private SeedOption seed;

    @Option(names = "--cases", paramLabel = "N", description = "So many of each tier. Default: as listed above.")
    private Long cases;

    @Option(names = "--tier", paramLabel = "TIER", description = "One of these alone. Default: all, one after another.")
    private String tier;

    @Option(names = "--resume", description = "Go on after the last case of an earlier run that has ended.")
    private boolean resume;

    private final Path home = Home.file("");

    /** What a tier came to. */
    private record Result(String tier, long seed, long cases, long failed, String counterexample) {}

    @Override
    protected long seed() {
        return seed.value();
    }

    @Override
    protected void run(Report report) throws Exception {
        List<Tier> tiers = tiers();
        if (cases != null && cases < 1) throw new SettingsException("--cases", "must be 1 at least");
        DataDirectory data = openData(home.resolve(DATA));
        List<Result> results = new ArrayList<>();
        try {
            for (Tier each : tiers) prove(each, data.root().resolve(each.label() + ".progress"), results, report);
        } finally {
            report.put("tier", tier == null ? "all" : tier);
            report.put("cases", results.stream().mapToLong(Result::cases).sum());
            report.put("failed", results.stream().mapToLong(Result::failed).sum());
            report.put("counterexample", counterexample(results));
            report.put("tiers", results);
        }
    }

    private static String counterexample(List<Result> results) {
        return results.stream()
                .map(Result::counterexample)
                .filter(example -> example != null)
                .findFirst()
                .orElse(null);
    }

    private List<Tier> tiers() {
        if (tier == null) return List.of(Tier.values());
        return List.of(Tier.named(tier)
                .orElseThrow(() -> new SettingsException("--tier", "is one of " + Tier.names() + ", not " + tier)));
    }

    private void prove(Tier each, Path file, List<Result> results, Report report) throws Exception {
        Tally tally = tally(each, file, report.seed());
        long wanted = cases == null ? each.proof() : cases;
        progress(each.label() + ": " + wanted + " cases, --seed " + tally.seed()
                + (tally.finished() == 0 ? "" : ", " + tally.finished() + " of them done"));
        try (Trials trials = each.open()) {
            Prover prover = new Prover(each, trials, tally);
            try {
                prover.run(
                        wanted, new Pace(each, wanted, tally.finished(), this::progress).andThen(t -> save(t, file)));
                trials.checkAll();
            } catch (AssertionError e) {
                report.fail(each.label() + ": " + e.getMessage().strip());
            } finally {
                save(tally, file);
                for (Counterexample found : prover.counterexamples()) keep(each, found, report);
                results.add(new Result(
                        each.label(), tally.seed(), tally.finished(), tally.failed(), tally.counterexample()));
            }
        }
        if (tally.failed() > 0) report.fail(tally.failed() + " of " + tally.finished() + " cases of " + each.label());
        reading().println(each.label() + ": " + tally.finished() + " cases, " + tally.failed() + " failed");
        reading().flush();
    }

    private Tally tally(Tier each, Path file, long seed) throws IOException {
        return resume && Files.exists(file) ? Tally.read(file) : Tally.begin(seed);
    }

    private static void save(Tally tally, Path file) {
        try {
            tally.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    private void keep(Tier each, Counterexample found, Report report) throws IOException {
        Path kept = Regressions.keep(home, each, found);
        report.fail(each.label() + ": " + found);
        progress("failed: " + found);
        progress("repeat it: colloquy prove --tier " + each.label() + " --cases 1 --seed " + found.seed());
        progress("kept in " + kept);
    }
}
