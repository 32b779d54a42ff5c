package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.bench.load.StandIn;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import java.util.List;

/** What tests of this package are made of. Times are in seconds from an instant of theirs. */
final class MadeUp {
    static final StreamId STREAM = new StreamId("recorder", "owner");
    private static final long EPOCH = 1_700_000_000_000_000L;

    private MadeUp() {}

    /** µs since the epoch. */
    static long at(double seconds) {
        return EPOCH + Math.round(seconds * 1e6);
    }

    static RecordedSpan span(double from, double to) {
        return new RecordedSpan(at(from), at(to));
    }

    static Turn turn(double from, double to) {
        return new Turn(STREAM, at(from), at(to), "somebody", "something", 1);
    }

    /** A row about these spans. */
    static Logged row(RecordedSpan... sound) {
        long end = sound[sound.length - 1].to();
        return new Logged(new FoundUtterance(STREAM, "c", sound[0].from(), end, null, "something"), List.of(sound));
    }

    static HeardLine line(double from, double to, String text) {
        return new HeardLine(at(from), at(to), text, List.of(span(from, to)));
    }

    /** Nothing but sound, all of one value, by a clock that is ahead by so much. */
    static SentChunk chunk(Source source, double recorded, double seconds, double ahead) {
        byte[] pcm = new byte[Short.BYTES * (int) (seconds * Timeline.SAMPLE_RATE)];
        Arrays.fill(pcm, (byte) (source.ordinal() + 1));
        ChunkKey key = new ChunkKey(
                at(recorded + ahead), Format.pcm(Timeline.SAMPLE_RATE, 1).digest(pcm));
        return new SentChunk(STREAM, source, key, at(recorded), pcm);
    }

    /** Hears all that is not zero, whole. */
    static Ear ear() {
        StandIn models = new StandIn();
        return new Ear(models.detector(), models.transcriber());
    }
}
