package io.colloquy.operators.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.assemble.BucketSummary.Run;
import io.colloquy.operators.core.assemble.PublishedBucket.Head;
import io.colloquy.operators.core.assemble.PublishedBucket.Retired;
import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is read is what was written. */
class AssembleLayoutsPropertyTest {
    private static final long NOW = 1_700_000_000_000_000L;

    @Property(tries = 300)
    void liveUtterances(@ForAll long seed) {
        Random random = new Random(seed);
        List<UtteranceEntry> live = some(random, r -> new UtteranceEntry(uuid(r), utterance(r)));
        var codec = StateCodec.of("tested", new UtteranceEntryLayout().list());
        assertThat(codec.decode(codec.encode(live))).isEqualTo(live);
    }

    @Property(tries = 300)
    void transcripts(@ForAll long seed) {
        List<ClipTranscript> transcripts = some(new Random(seed), AssembleLayoutsPropertyTest::transcript);
        var codec = StateCodec.of("tested", new ClipTranscriptLayout().list());
        assertThat(codec.decode(codec.encode(transcripts))).isEqualTo(transcripts);
    }

    @Property(tries = 300)
    void publishedBuckets(@ForAll long seed) {
        Random random = new Random(seed);
        PublishedBucket bucket = new PublishedBucket(
                random.nextLong(),
                some(random, AssembleLayoutsPropertyTest::head),
                some(random, r -> new Retired(uuid(r), r.nextLong())));
        var codec = StateCodec.of("tested", new PublishedBucketLayout());
        assertThat(codec.decode(codec.encode(bucket))).isEqualTo(bucket);
    }

    @Property(tries = 300)
    void publishedUtterances(@ForAll long seed) {
        List<PublishedUtterance> utterances =
                some(new Random(seed), r -> new PublishedUtterance(uuid(r), time(r), r.nextInt(9), r.nextInt()));
        var codec = StateCodec.of("tested", new PublishedUtterancesLayout());
        assertThat(codec.decode(codec.encode(utterances))).isEqualTo(utterances);
    }

    @Property(tries = 300)
    void summaries(@ForAll long seed) {
        Random random = new Random(seed);
        BucketSummary summary = new BucketSummary(
                some(random, AssembleLayoutsPropertyTest::run),
                some(random, AssembleLayoutsPropertyTest::voice),
                random.nextBoolean());
        var codec = StateCodec.of("tested", new BucketSummaryLayout());
        assertThat(codec.decode(codec.encode(summary))).isEqualTo(summary);
    }

    @Property(tries = 300)
    void children(@ForAll long seed) {
        Random random = new Random(seed);
        ChildFragments children = ChildFragments.EMPTY;
        for (int child = 0; child < TreeNode.CHILDREN; child++) {
            children = children.with(child, some(random, AssembleLayoutsPropertyTest::fragment));
        }
        var codec = StateCodec.of("tested", new ChildFragmentsLayout());
        assertThat(codec.decode(codec.encode(children))).isEqualTo(children);
    }

    @Property(tries = 300)
    void whatIsUnpublished(@ForAll long seed) {
        Random random = new Random(seed);
        UnpublishedChanges unpublished = new UnpublishedChanges(
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                some(random, Random::nextLong),
                some(random, Random::nextLong),
                some(random, Random::nextLong));
        var codec = StateCodec.of("tested", new UnpublishedChangesLayout());
        assertThat(codec.decode(codec.encode(unpublished))).isEqualTo(unpublished);
    }

    @Property(tries = 300)
    void progress(@ForAll long newest, @ForAll long since, @ForAll long incarnation, @ForAll long from) {
        AssemblyProgress progress = new AssemblyProgress(
                newest,
                Long.MIN_VALUE,
                since,
                incarnation,
                newest,
                from,
                since,
                since + 1,
                new PublishedAgain(since, from));
        var codec = StateCodec.of("tested", new AssemblyProgressLayout());
        assertThat(codec.decode(codec.encode(progress))).isEqualTo(progress);
    }

    @Property(tries = 300)
    void accounts(@ForAll long ms, @ForAll int chunks) {
        DayAccount account = new DayAccount(ms, -ms, 3, ms + 4, 5, chunks, 7, -chunks);
        var codec = StateCodec.of("tested", new DayAccountLayout());
        assertThat(codec.decode(codec.encode(account))).isEqualTo(account);
    }

    private static StitchedUtterance utterance(Random random) {
        return new StitchedUtterance(
                digest(random),
                time(random),
                random.nextInt(3_200),
                Stream.generate(() -> slice(random))
                        .limit(1 + random.nextInt(3))
                        .toList(),
                hidden(random),
                time(random));
    }

    private static Intervals hidden(Random random) {
        Intervals.Builder hidden = Intervals.builder();
        for (int i = random.nextInt(4); i > 0; i--) hidden.add(random.nextInt(1_000_000), random.nextInt(1_000_000));
        return hidden.build();
    }

    private static Slice slice(Random random) {
        int from = random.nextInt(Timeline.PART_SAMPLES);
        int to = from + 1 + random.nextInt(Timeline.PART_SAMPLES - from);
        return new Slice(new PartId(chunk(random), random.nextInt(20)), from, to);
    }

    private static ClipTranscript transcript(Random random) {
        List<Word> words = some(
                random,
                r -> new Word(
                        "word" + (char) r.nextInt(0xd800), r.nextInt(), r.nextInt(), Word.confidence(r.nextDouble())));
        return new ClipTranscript(
                digest(random),
                "model " + random.nextInt(3),
                words,
                SpeakerEmbedding.of(floats(random)),
                random.nextBoolean());
    }

    private static Head head(Random random) {
        return new Head(
                uuid(random),
                time(random),
                time(random),
                "model " + random.nextInt(3),
                random.nextInt(10),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean());
    }

    private static KeptVoice voice(Random random) {
        return new KeptVoice(SpeakerEmbedding.of(floats(random)), random.nextDouble());
    }

    private static ConversationFragment fragment(Random random) {
        boolean continues = random.nextBoolean();
        return new ConversationFragment(
                time(random),
                time(random),
                continues,
                random.nextBoolean(),
                continues ? null : anchor(random),
                some(random, r -> "model " + r.nextInt(3)),
                some(random, AssembleLayoutsPropertyTest::voice));
    }

    private static ChunkKey anchor(Random random) {
        return chunk(random);
    }

    private static Run run(Random random) {
        return new Run(
                time(random),
                time(random),
                random.nextBoolean(),
                anchor(random),
                some(random, r -> r.nextInt(5)),
                some(random, r -> "model " + r.nextInt(3)));
    }

    private static float[] floats(Random random) {
        float[] floats = new float[random.nextInt(10)];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) random.nextGaussian();
        return floats;
    }

    /** Few, so that they repeat. */
    private static ChunkKey chunk(Random random) {
        int number = random.nextInt(3);
        return new ChunkKey(NOW + number, new Digest(number, 1, 2, 3));
    }

    private static Digest digest(Random random) {
        return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static long time(Random random) {
        return NOW + random.nextInt();
    }

    private static <T> List<T> some(Random random, Function<Random, T> one) {
        return Stream.generate(() -> one.apply(random)).limit(random.nextInt(6)).toList();
    }
}
