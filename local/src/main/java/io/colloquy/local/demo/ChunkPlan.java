package io.colloquy.local.demo;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How the recordings are sent: cut, shuffled, a tenth of them twice, with spoiled records in between, and some from the
 * middle of the recordings only once everything else has been published. A function of the seed.
 *
 * @param opening what is sent first
 * @param heldBack what is sent once the opening has been published
 * @param repeats how many of all these are repeats
 */
public record ChunkPlan(List<PlannedRecord> opening, List<PlannedRecord> heldBack, int repeats) {
    private static final double REPEATED_SHARE = 0.1;
    private static final int MOST_HELD_BACK_PER_RECORDING = 2;

    public ChunkPlan {
        opening = List.copyOf(opening);
        heldBack = List.copyOf(heldBack);
    }

    public static ChunkPlan of(List<Recording> recordings, long seed) {
        return new Planner(new Random(seed)).plan(recordings);
    }

    /** Everything, in the order in which it is sent. */
    public List<PlannedRecord> all() {
        List<PlannedRecord> all = new ArrayList<>(opening);
        all.addAll(heldBack);
        return all;
    }

    private static final class Planner {
        private final Random random;
        private final List<PlannedRecord> opening = new ArrayList<>();
        private final List<PlannedRecord> heldBack = new ArrayList<>();

        /** A slice, and whether it is held back. */
        private record Part(Slice slice, boolean late) {}

        Planner(Random random) {
            this.random = random;
        }

        ChunkPlan plan(List<Recording> recordings) {
            Cutter cutter = new Cutter(random);
            List<Part> parts = new ArrayList<>();
            for (Recording recording : recordings) parts.addAll(parts(cutter.cut(recording)));
            parts.forEach(part -> add(part, ""));
            List<Part> repeated = new ArrayList<>(parts);
            Collections.shuffle(repeated, random);
            repeated = repeated.subList(0, (int) Math.ceil(REPEATED_SHARE * parts.size()));
            repeated.forEach(part -> add(part, ".again"));
            opening.addAll(SpoiledRecords.of(recordings));
            Collections.shuffle(opening, random);
            Collections.shuffle(heldBack, random);
            return new ChunkPlan(opening, heldBack, repeated.size());
        }

        /** Holds back one or two neither at the beginning nor at the end, where there are any. */
        private List<Part> parts(List<Slice> slices) {
            int inner = Math.max(0, slices.size() - 2);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < inner; i++) order.add(i + 1);
            Collections.shuffle(order, random);
            List<Integer> late = order.subList(0, Math.min(inner, 1 + random.nextInt(MOST_HELD_BACK_PER_RECORDING)));
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < slices.size(); i++) parts.add(new Part(slices.get(i), late.contains(i)));
            return parts;
        }

        private void add(Part part, String suffix) {
            Slice slice = part.slice();
            Source source = Source.values()[random.nextInt(Source.values().length)];
            AudioChunk chunk = slice.chunk(slice.recording().name() + "." + slice.from() + suffix, source);
            byte[] value = random.nextBoolean() ? AudioChunkWriter.toCbor(chunk) : AudioChunkWriter.toJson(chunk);
            String device = chunk.stream().deviceId();
            (part.late() ? heldBack : opening)
                    .add(PlannedRecord.good(device, value, chunk.startedAt(), slice.millis()));
        }
    }
}
