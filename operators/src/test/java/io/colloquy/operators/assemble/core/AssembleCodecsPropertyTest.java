package io.colloquy.operators.assemble.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.assemble.core.BucketSummary.Run;
import io.colloquy.operators.assemble.core.PublishedBucket.Head;
import io.colloquy.operators.assemble.core.PublishedBucket.Retired;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is read is what was written. */
class AssembleCodecsPropertyTest {
    private static final long NOW = 1_700_000_000_000_000L;

    @Property(tries = 300)
    void liveUtterances(@ForAll long seed) {
        Random random = new Random(seed);
        List<Live> live = some(random, r -> new Live(uuid(r), utterance(r)));
        Codec<List<Live>> codec = new LiveCodec().list();
        assertThat(codec.decode(codec.encode(live))).isEqualTo(live);
    }

    @Property(tries = 300)
    void answers(@ForAll long seed) {
        List<Answer> answers = some(new Random(seed), AssembleCodecsPropertyTest::answer);
        Codec<List<Answer>> codec = new AnswerCodec().list();
        assertThat(codec.decode(codec.encode(answers))).isEqualTo(answers);
    }

    @Property(tries = 300)
    void publishedBuckets(@ForAll long seed) {
        Random random = new Random(seed);
        PublishedBucket bucket = new PublishedBucket(
                random.nextLong(),
                some(random, AssembleCodecsPropertyTest::head),
                some(random, r -> new Retired(uuid(r), r.nextLong())));
        PublishedBucketCodec codec = new PublishedBucketCodec();
        assertThat(codec.decode(codec.encode(bucket))).isEqualTo(bucket);
    }

    @Property(tries = 300)
    void publishedUtterances(@ForAll long seed) {
        List<PublishedUtterance> utterances =
                some(new Random(seed), r -> new PublishedUtterance(uuid(r), time(r), r.nextInt(9), r.nextInt()));
        PublishedUtterancesCodec codec = new PublishedUtterancesCodec();
        assertThat(codec.decode(codec.encode(utterances))).isEqualTo(utterances);
    }

    @Property(tries = 300)
    void summaries(@ForAll long seed) {
        Random random = new Random(seed);
        BucketSummary summary = new BucketSummary(
                some(random, AssembleCodecsPropertyTest::run),
                some(random, AssembleCodecsPropertyTest::voice),
                random.nextBoolean());
        BucketSummaryCodec codec = new BucketSummaryCodec();
        assertThat(codec.decode(codec.encode(summary))).isEqualTo(summary);
    }

    @Property(tries = 300)
    void spans(@ForAll long seed) {
        Random random = new Random(seed);
        Span span = Span.EMPTY;
        for (int child = 0; child < Node.CHILDREN; child++) {
            span = span.with(child, some(random, AssembleCodecsPropertyTest::segment));
        }
        SpanCodec codec = new SpanCodec();
        assertThat(codec.decode(codec.encode(span))).isEqualTo(span);
    }

    @Property(tries = 300)
    void whatIsUnpublished(@ForAll long seed) {
        Random random = new Random(seed);
        Unpublished unpublished = new Unpublished(
                random.nextLong(),
                random.nextLong(),
                some(random, Random::nextLong),
                some(random, Random::nextLong),
                some(random, Random::nextLong));
        UnpublishedCodec codec = new UnpublishedCodec();
        assertThat(codec.decode(codec.encode(unpublished))).isEqualTo(unpublished);
    }

    @Property(tries = 300)
    void progress(@ForAll long newest, @ForAll long since, @ForAll long attempt, @ForAll long from) {
        Progress progress = new Progress(newest, Long.MIN_VALUE, since, attempt, newest, from);
        ProgressCodec codec = new ProgressCodec();
        assertThat(codec.decode(codec.encode(progress))).isEqualTo(progress);
    }

    @Property(tries = 300)
    void accounts(@ForAll long ms, @ForAll int chunks) {
        DayAccount account = new DayAccount(ms, -ms, 3, ms + 4, 5, chunks, 7, -chunks);
        DayAccountCodec codec = new DayAccountCodec();
        assertThat(codec.decode(codec.encode(account))).isEqualTo(account);
    }

    private static LiveUtterance utterance(Random random) {
        int[] covered =
                random.ints(2L * random.nextInt(4), 0, 1_000_000).sorted().toArray();
        return new LiveUtterance(
                digest(random),
                time(random),
                random.nextInt(3_200),
                Stream.generate(() -> piece(random))
                        .limit(1 + random.nextInt(3))
                        .toList(),
                Arrays.stream(covered).boxed().toList());
    }

    private static Piece piece(Random random) {
        int from = random.nextInt(Timeline.PART_SAMPLES);
        int to = from + 1 + random.nextInt(Timeline.PART_SAMPLES - from);
        return new Piece(new PartId(chunk(random), random.nextInt(20)), from, to);
    }

    private static Answer answer(Random random) {
        List<Word> words = some(
                random,
                r -> new Word(
                        "word" + (char) r.nextInt(0xd800), r.nextInt(), r.nextInt(), Word.confidence(r.nextDouble())));
        return new Answer(
                digest(random),
                "model " + random.nextInt(3),
                words,
                Voiceprint.of(floats(random)),
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
        return new KeptVoice(Voiceprint.of(floats(random)), random.nextDouble());
    }

    private static Segment segment(Random random) {
        boolean continues = random.nextBoolean();
        return new Segment(
                time(random),
                time(random),
                continues,
                random.nextBoolean(),
                continues ? null : anchor(random),
                some(random, r -> "model " + r.nextInt(3)),
                some(random, AssembleCodecsPropertyTest::voice));
    }

    private static Anchor anchor(Random random) {
        return new Anchor(chunk(random), random.nextLong(1L << 40));
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
