package io.colloquy.bench.arrival;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chunks of one device put together by the time that the device told: the best that one can do who goes by the clock.
 * Of an instant that several have, one is taken: of live sound before that of the flash, then the one that begins first.
 */
final class SplicedSound {
    private static final int TOLERANCE = (int) Timeline.samples(Definition.DEFAULT.toleranceMicros());

    private SplicedSound() {}

    /**
     * Sound without a gap worth the name; a short one is silence.
     *
     * @param start by the device's clock, µs since the epoch
     * @param pcm 16 kHz mono PCM16, little-endian
     * @param pieces what it is made of, ascending
     */
    record Splice(long start, byte[] pcm, List<Piece> pieces) {

        /** When its samples {@code [from, to)} were really recorded. */
        List<RecordedSpan> recorded(int from, int to) {
            List<RecordedSpan> spans = new ArrayList<>();
            for (Piece piece : pieces) {
                int begin = Math.max(from, piece.at);
                int end = Math.min(to, piece.end());
                if (begin < end)
                    spans.add(piece.chunk.recorded(begin - piece.at + piece.from, end - piece.at + piece.from));
            }
            return spans;
        }
    }

    /** Samples of a chunk, from one on, and where they are put. */
    record Piece(SentChunk chunk, int from, int at, int length) {

        int end() {
            return at + length;
        }

        private Piece earlierBy(int samples) {
            return new Piece(chunk, from, at - samples, length);
        }
    }

    /** @param chunks one at least, all within minutes: it takes as much memory as there is between them */
    static List<Splice> of(List<SentChunk> chunks) {
        List<SentChunk> preferred = chunks.stream()
                .sorted(Comparator.comparing(SentChunk::source).thenComparingLong(SentChunk::told))
                .toList();
        long start = chunks.stream().mapToLong(SentChunk::told).min().orElseThrow();
        List<Piece> pieces = new ArrayList<>();
        Intervals.Builder covered = Intervals.builder();
        for (SentChunk chunk : preferred) {
            int at = (int) Timeline.samples(chunk.told() - start);
            Intervals free = covered.build().gaps(at, at + chunk.samples());
            for (int i = 0; i < free.count(); i++)
                pieces.add(new Piece(chunk, free.from(i) - at, free.from(i), free.to(i) - free.from(i)));
            covered.add(at, at + chunk.samples());
        }
        pieces.sort(Comparator.comparingInt(Piece::at));
        return splices(start, pieces);
    }

    private static List<Splice> splices(long start, List<Piece> pieces) {
        List<Splice> splices = new ArrayList<>();
        for (int first = 0, next; first < pieces.size(); first = next) {
            next = first + 1;
            while (next < pieces.size()
                    && pieces.get(next).at - pieces.get(next - 1).end() <= TOLERANCE) next++;
            splices.add(splice(start, pieces.subList(first, next)));
        }
        return splices;
    }

    private static Splice splice(long start, List<Piece> pieces) {
        int from = pieces.get(0).at;
        List<Piece> moved = pieces.stream().map(piece -> piece.earlierBy(from)).toList();
        byte[] pcm = new byte[Short.BYTES * moved.get(moved.size() - 1).end()];
        for (Piece piece : moved)
            System.arraycopy(
                    piece.chunk.pcm(),
                    Short.BYTES * piece.from,
                    pcm,
                    Short.BYTES * piece.at,
                    Short.BYTES * piece.length);
        return new Splice(start + Timeline.micros(from), pcm, moved);
    }
}
