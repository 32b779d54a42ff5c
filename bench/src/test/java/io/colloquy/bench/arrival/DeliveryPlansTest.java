package io.colloquy.bench.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.bench.arrival.DeliveryPlan.Post;
import io.colloquy.demo.Recording;
import io.colloquy.demo.Recordings;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.Source;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryPlansTest {
    private static List<DeliveryPlan> plans;

    @BeforeAll
    static void plan() throws Exception {
        List<Recording> recordings = Recordings.load(Path.of("../models/recordings")).stream()
                .filter(recording -> Set.of("breakfast", "kitchen").contains(recording.name()))
                .toList();
        plans = new DeliveryPlans(recordings).all();
    }

    private static DeliveryPlan plan(String name) {
        return plans.stream()
                .filter(plan -> plan.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<SentChunk> chunks(DeliveryPlan plan) {
        return plan.posts().stream().flatMap(post -> post.chunks().stream()).toList();
    }

    @Test
    void everyDeliveryHoldsAllThatIsSaid() {
        for (DeliveryPlan plan : plans) {
            List<Logged> asRows =
                    chunks(plan).stream().map(DeliveryPlansTest::row).toList();
            assertThat(Coverage.of(plan.recorded(), asRows).lostSeconds())
                    .as(plan.name())
                    .isZero();
        }
    }

    private static Logged row(SentChunk chunk) {
        FoundUtterance row = new FoundUtterance(chunk.stream(), "c", 0, 0, null, "");
        return new Logged(row, List.of(chunk.recorded(0, chunk.samples())));
    }

    @Test
    void oneArrivesInTheOrderOfTime() {
        assertThat(chunks(plan("in order")).stream().filter(DeliveryPlansTest::isOfAnna))
                .isSortedAccordingTo((a, b) -> Long.compare(a.told(), b.told()));
        assertThat(chunks(plan("shuffled")).stream()
                        .filter(DeliveryPlansTest::isOfAnna)
                        .map(SentChunk::told)
                        .toList())
                .isNotEqualTo(chunks(plan("in order")).stream()
                        .filter(DeliveryPlansTest::isOfAnna)
                        .map(SentChunk::told)
                        .toList());
    }

    private static boolean isOfAnna(SentChunk chunk) {
        return chunk.stream().deviceId().equals("pendant-anna");
    }

    @Test
    void someArriveHoursLater() {
        List<Post> posts = plan("a third").posts();
        long begin = posts.get(0).at();
        int late = posts.stream()
                .filter(post -> post.at() > begin + DeliveryPlans.LATER_MILLIS)
                .mapToInt(post -> post.chunks().size())
                .sum();
        assertThat(late).isEqualTo(chunks(plan("a third")).size() / 3);
    }

    @Test
    void whatIsShuffledHoldsRepeats() {
        List<SentChunk> chunks = chunks(plan("shuffled"));
        Set<Object> keys = new HashSet<>();
        chunks.forEach(chunk -> keys.add(chunk.key()));
        assertThat(keys).hasSizeLessThan(chunks.size());
    }

    @Test
    void theClockIsSetBackOnceInEachRecordingAndTheTruthGoesWithIt() {
        DeliveryPlan plan = plan("clock set back");
        assertThat(chunks(plan))
                .extracting(chunk -> chunk.recorded() - chunk.told())
                .containsOnly(0L, 4_000_000L);
        Set<Long> told = new HashSet<>();
        plan.told().conversations().forEach(c -> c.turns().forEach(turn -> told.add(turn.start())));
        assertThat(plan.recorded()).extracting(Turn::start).anyMatch(told::contains);
        assertThat(plan.recorded()).extracting(Turn::start).anyMatch(start -> told.contains(start - 4_000_000));
    }

    @Test
    void theFlashIsAheadOfWhatIsLiveWithHoles() {
        DeliveryPlan plan = plan("live with holes, and flash, 90 s");
        assertThat(chunks(plan)).allSatisfy(chunk -> assertThat(chunk.told() - chunk.recorded())
                .isEqualTo(chunk.source() == Source.LIVE ? 0 : 90_000_000));
        List<Logged> live = chunks(plan).stream()
                .filter(chunk -> chunk.source() == Source.LIVE)
                .map(DeliveryPlansTest::row)
                .toList();
        assertThat(Coverage.of(plan.recorded(), live).lostSeconds()).isPositive();
    }

    @Test
    void areTheSameEachTime() throws Exception {
        List<Recording> recordings = Recordings.load(Path.of("../models/recordings")).stream()
                .filter(recording -> recording.name().equals("kitchen"))
                .toList();
        List<DeliveryPlan> again = new DeliveryPlans(recordings).all();
        List<DeliveryPlan> once = new DeliveryPlans(recordings).all();
        for (int i = 0; i < once.size(); i++) {
            assertThat(chunks(again.get(i)))
                    .extracting(SentChunk::key)
                    .containsExactlyElementsOf(
                            chunks(once.get(i)).stream().map(SentChunk::key).toList());
        }
    }
}
