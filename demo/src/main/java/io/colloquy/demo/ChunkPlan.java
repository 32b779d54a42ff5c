package io.colloquy.demo;

import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How the recordings are sent: cut, in every encoding, shuffled, a tenth of them twice, with spoiled records in
 * between, and some from the middle of the recordings only once everything else has been published. A function of the
 * seed.
 *
 * @param opening what is sent first
 * @param heldBack what is sent once the opening has been published
 * @param repeats how many of all these are repeats
 * @param toldTurns the recordings' turns, where the clocks of the devices place them
 */
public record ChunkPlan(List<PlannedRecord> opening, List<PlannedRecord> heldBack, int repeats, List<Turn> toldTurns) {
    private static final double REPEATED_SHARE = 0.1;
    private static final int MOST_HELD_BACK_PER_RECORDING = 2;

    public ChunkPlan {
        opening = List.copyOf(opening);
        heldBack = List.copyOf(heldBack);
        toldTurns = List.copyOf(toldTurns);
    }

    public static ChunkPlan of(List<Recording> recordings, long seed) {
        return new Planner(new Random(seed)).plan(recordings);
    }

    /** Who speaks when by the devices' clocks: a label is right or wrong whatever the clock. */
    Truth toldTruth() {
        return Truth.of(toldTurns);
    }

    /** Everything, in the order in which it is sent. */
    public List<PlannedRecord> all() {
        List<PlannedRecord> all = new ArrayList<>(opening);
        all.addAll(heldBack);
        return all;
    }

    private static final class Planner {
        private static final int SLICES_PER_ID = 5;
        private static final int SILENCE_SECONDS = 6;
        private static final long SILENT_FOR_MICROS = 600_000_000;

        private final Random random;
        private final List<PlannedRecord> opening = new ArrayList<>();
        private final List<PlannedRecord> heldBack = new ArrayList<>();
        private final List<Turn> toldTurns = new ArrayList<>();
        private int repeats;

        Planner(Random random) {
            this.random = random;
        }

        ChunkPlan plan(List<Recording> recordings) {
            RecordingCutter cutter = new RecordingCutter(random);
            Recording truncated = recordings.get(random.nextInt(recordings.size()));
            for (Recording recording : recordings) {
                List<ChunkSlice> slices =
                        recording == truncated ? cutter.cutAndTruncate(recording) : cutter.cut(recording);
                send(recording, slices);
                recording.turns().forEach(turn -> toldTurns.add(told(turn, slices)));
            }
            opening.add(silence(truncated));
            opening.addAll(SpoiledRecords.of(recordings, random));
            Collections.shuffle(opening, random);
            Collections.shuffle(heldBack, random);
            return new ChunkPlan(opening, heldBack, repeats, toldTurns);
        }

        private void send(Recording recording, List<ChunkSlice> slices) {
            Sound sound = new Sound(recording);
            List<Integer> late = heldBack(slices.size());
            int again = (int) Math.ceil(REPEATED_SHARE * slices.size());
            List<Integer> repeated = shuffled(0, slices.size()).subList(0, again);
            for (int i = 0; i < slices.size(); i++) {
                List<PlannedRecord> to = late.contains(i) ? heldBack : opening;
                // A device that counts from one again and again gives several chunks the same id.
                String id = recording.name() + "." + i % SLICES_PER_ID;
                to.add(record(slices.get(i), id, sound));
                if (repeated.contains(i)) to.add(record(slices.get(i), id + ".again", sound));
            }
            repeats += again;
        }

        /** One or two neither at the beginning nor at the end, where there are any. */
        private List<Integer> heldBack(int slices) {
            List<Integer> inner = shuffled(1, Math.max(1, slices - 1));
            return inner.subList(0, Math.min(inner.size(), 1 + random.nextInt(MOST_HELD_BACK_PER_RECORDING)));
        }

        private List<Integer> shuffled(int from, int to) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = from; i < to; i++) numbers.add(i);
            Collections.shuffle(numbers, random);
            return numbers;
        }

        private PlannedRecord record(ChunkSlice slice, String id, Sound sound) {
            Source source = Source.values()[random.nextInt(Source.values().length)];
            return good(slice.chunk(id, source, sound), slice.millis());
        }

        private PlannedRecord good(AudioChunk chunk, int millis) {
            byte[] value = random.nextBoolean() ? AudioChunkWriter.toCbor(chunk) : AudioChunkWriter.toJson(chunk);
            return PlannedRecord.good(chunk.stream().deviceId(), value, chunk.startedAt(), millis);
        }

        /** Nothing but zeros, where the device recorded nothing else. */
        private PlannedRecord silence(Recording recording) {
            byte[] zeros = new byte[SILENCE_SECONDS * Recording.RATE * Short.BYTES];
            long start = recording.toldStartOf(recording.packets().size()) + SILENT_FOR_MICROS;
            Format format = Format.pcm(Recording.RATE, 1);
            return good(
                    new AudioChunk("silence", recording.stream(), Source.LIVE, start, format, zeros, null),
                    SILENCE_SECONDS * 1000);
        }

        /** A device's clock is as wrong for a turn as for the chunk that holds its middle. */
        private static Turn told(Turn turn, List<ChunkSlice> slices) {
            long middle = (turn.start() + turn.end()) / 2;
            long error = slices.stream()
                    .filter(slice -> middle >= slice.recording().startOf(slice.from())
                            && middle < slice.recording().startOf(slice.to()))
                    .mapToLong(ChunkSlice::clockError)
                    .findFirst()
                    .orElseThrow();
            return turn.movedBy(error);
        }
    }
}
