package io.colloquy.proof.oracle;

import static io.colloquy.schemas.Source.BACKFILL;
import static io.colloquy.schemas.Source.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.oracle.Oracle.Account;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.oracle.Oracle.Utterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules on small examples, worked out by hand. A word lasts 400 ms of the clip and is called by its number. */
class OracleTest {
    private static final long DAY = 19_676;
    private static final long MIDNIGHT = DAY * 86_400_000_000L;
    private static final long GAP = Definition.DEFAULT.conversationGapMicros();
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final byte SPEECH = 1;
    private static final byte WORDLESS = 7;
    private static final byte UNREADABLE = 99;

    private final Oracle oracle =
            new Oracle(Definition.DEFAULT, STREAM, Models.deafToVoices(OracleTest::detect, this::transcribe));
    private int transcribed;

    @Test
    void otherSoundAtTheSameTimeShowsInFull() {
        Chunk first = chunk(0, LIVE, SPEECH, 0, 10, 0);
        Chunk linked = chunk(9, LIVE, SPEECH, 0, 10, 0);
        assertThat(utterances(first, linked)).singleElement().matches(spans(0, 20));
        assertThat(account(first, linked)).isEqualTo(new Account(20_000, 0, 0, 0));

        Chunk apart = chunk(8, LIVE, SPEECH, 0, 10, 0);
        assertSpans(utterances(first, apart), spans(0, 10), spans(8, 18));
        assertThat(account(first, apart)).isEqualTo(new Account(20_000, 0, 0, 0));
    }

    @Test
    void aPartThatFailedIsFailedInFull() {
        Chunk failed = chunk(0, LIVE, UNREADABLE, 0, 10, 0);
        Chunk speech = chunk(0, BACKFILL, SPEECH, 0, 10, 0);
        assertThat(utterances(failed, speech)).singleElement().matches(spans(0, 10));
        assertThat(account(failed, speech)).isEqualTo(new Account(10_000, 0, 0, 10_000));
    }

    @Test
    void noZerosSilenceAnybody() {
        Chunk zeros = chunk(0, LIVE, SPEECH, 30);
        Chunk speech = chunk(5, BACKFILL, SPEECH, 1, 4, 1);
        assertThat(utterances(zeros, speech)).singleElement().matches(spans(6, 10));
        assertThat(account(zeros, speech)).isEqualTo(new Account(4000, 32_000, 0, 0));
    }

    @Test
    void aPartThatFailedEndsASound() {
        Chunk before = chunk(0, LIVE, SPEECH, 0, 3, 0);
        Chunk failed = chunk(3, LIVE, UNREADABLE, 0, 0.3, 0);
        Chunk after = chunk(3.3, LIVE, SPEECH, 0, 3, 0);
        assertThat(utterances(before, failed, after)).hasSize(2);
    }

    @Test
    void aDaysAccountIsOfTheChunksThatBeginInIt() {
        Chunk before = chunk(-1, LIVE, SPEECH, 0, 10, 25);
        Chunk after = chunk(60, LIVE, WORDLESS, 1, 2, 0);
        assertThat(oracle.result(List.of(before, after)).accounts())
                .isEqualTo(Map.of(DAY - 1, new Account(10_000, 25_000, 0, 0), DAY, new Account(0, 3000, 0, 0)));
    }

    private List<Utterance> utterances(Chunk... chunks) {
        return oracle.result(List.of(chunks)).conversations().stream()
                .flatMap(conversation -> conversation.utterances().stream())
                .toList();
    }

    private Account account(Chunk... chunks) {
        return oracle.result(List.of(chunks)).accounts().get(DAY);
    }

    private static Predicate<Utterance> spans(double from, double to) {
        return utterance -> utterance.start() == MIDNIGHT + micros(from) && utterance.end() == MIDNIGHT + micros(to);
    }

    private static void assertSpans(List<Utterance> utterances, Predicate<Utterance> one, Predicate<Utterance> other) {
        assertThat(utterances).hasSize(2);
        assertThat(utterances.get(0)).matches(one);
        assertThat(utterances.get(1)).matches(other);
    }

    private static String id(Chunk chunk, int seconds) {
        return Ids.utterance(STREAM, chunk.key(), seconds * 16_000).toString();
    }

    private static String words(IntStream... numbers) {
        return Stream.of(numbers)
                .flatMapToInt(run -> run)
                .mapToObj(i -> "w" + i)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    /** @param seconds of silence, of sound, of silence, … */
    private static Chunk chunk(double start, Source source, byte level, double... seconds) {
        byte[] pcm = new byte[2 * (int) samples(Arrays.stream(seconds).sum())];
        double at = 0;
        for (int i = 0; i < seconds.length; i++) {
            double end = at + seconds[i];
            if (i % 2 == 1) Arrays.fill(pcm, 2 * (int) samples(at), 2 * (int) samples(end), level);
            at = end;
        }
        Digest content = new Digest(Double.doubleToLongBits(start), level, source.ordinal(), pcm.length);
        return new Chunk(new ChunkKey(MIDNIGHT + micros(start), content), source, pcm);
    }

    private static long samples(double seconds) {
        return Math.round(seconds * Timeline.SAMPLE_RATE);
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }

    private static int[] detect(byte[] pcm) {
        if (pcm[0] == UNREADABLE) return null;
        List<Integer> bounds = new ArrayList<>();
        for (int x = 0; x <= pcm.length / 2; x++) {
            boolean sounds = x < pcm.length / 2 && pcm[2 * x] != 0;
            if (sounds == (bounds.size() % 2 == 0)) bounds.add(x);
        }
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Word> transcribe(byte[] clip) {
        transcribed++;
        List<Word> words = new ArrayList<>();
        int middle = clip.length / 4 * 2;
        if (clip[middle] == WORDLESS) return words;
        for (int s = 0; s < clip.length / 32; s += 400) {
            words.add(new Word("w" + words.size(), s, Math.min(s + 400, clip.length / 32), 1));
        }
        return words;
    }
}
