package io.colloquy.proof.recordings;

import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Invents chunks that hold what others hold already, or are where others are. */
final class Copies {
    private static final int LONGEST = 90 * Timeline.SAMPLE_RATE;
    private static final long DRIFT = Definition.DEFAULT.driftMicros();
    private static final double[] LENGTH = {0.7, 2.1, 5, 9.33, 30, 45};
    private static final double[] SILENCE = {1, 5, 12, 40};
    private static final double[] JINGLE = {2, 4, 11, 16};
    private static final long[] SHIFT = {0, 0, 1, 62, 63, 10_000, 700_000, 1_499_000, 2_999_999};
    private static final long APART = 1_800_000_000L;
    private static final int LEVEL_BYTES = 2 * Timeline.SAMPLE_RATE / 10;
    private static final long[] MISSES = {0, 1, -1, 62, -62, 1_000, -1_000};

    private final Random random;

    Copies(Random random) {
        this.random = random;
    }

    List<Chunk> of(List<Chunk> chunks) {
        List<Chunk> copies = new ArrayList<>();
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            int at = random.nextInt(chunks.size());
            switch (random.nextInt(10)) {
                case 0, 1 -> copies.addAll(flash(chunks.subList(at, chunks.size()), near()));
                case 5 -> copies.addAll(flash(chunks.subList(at, chunks.size()), far()));
                case 6 -> copies.addAll(holes(flash(chunks.subList(at, chunks.size()), near())));
                case 7 -> copies.addAll(boot(chunks.subList(at, chunks.size())));
                case 8 -> copies.addAll(jingle(chunks.get(at)));
                case 2 -> copies.add(again(continuous(chunks.subList(at, chunks.size()))));
                case 3 -> copies.add(zeros(chunks.get(at)));
                default -> copies.add(echo(chunks.get(at)));
            }
        }
        return copies;
    }

    /** What was sent live, as the device's flash has it: by a clock of its own, in other chunks, perhaps encoded. */
    private List<Chunk> flash(List<Chunk> chunks, long shift) {
        Chunk all = continuous(chunks);
        byte[] pcm = random.nextBoolean() ? all.pcm() : encoded(all.pcm());
        Chunk shifted = RandomRecordings.chunk(all.key().start() + shift, source(), pcm);
        return RandomRecordings.cut(List.of(shifted), (int) (seconds(LENGTH) * Timeline.SAMPLE_RATE));
    }

    private long near() {
        return SHIFT[random.nextInt(SHIFT.length)] * (random.nextBoolean() ? 1 : -1);
    }

    /** As far as clocks of two sources may be apart, or a little further. */
    private long far() {
        long apart = random.nextInt(4) == 0 ? APART + MISSES[random.nextInt(MISSES.length)] : random.nextLong(APART);
        return random.nextBoolean() ? apart : -apart;
    }

    /** As a codec leaves it: here and there another level, so another print. */
    private byte[] encoded(byte[] pcm) {
        byte[] encoded = pcm.clone();
        for (int from = 0; from + LEVEL_BYTES <= pcm.length; from += LEVEL_BYTES) {
            if (random.nextInt(5) != 0) continue;
            short level = (short) (1 << random.nextInt(12));
            for (int i = from; i < from + LEVEL_BYTES; i += 2) if (Pcm16.get(pcm, i) != 0) Pcm16.put(encoded, i, level);
        }
        return encoded;
    }

    /** Some of these are missing. */
    private List<Chunk> holes(List<Chunk> chunks) {
        return chunks.stream().filter(chunk -> random.nextInt(4) != 0).toList();
    }

    /** A recorder without a clock starts at the same instant again, and records something else. */
    private List<Chunk> boot(List<Chunk> chunks) {
        RandomRecordings other = new RandomRecordings(random);
        List<Chunk> again = new ArrayList<>();
        for (Chunk chunk : chunks.subList(0, Math.min(3, chunks.size())))
            again.add(RandomRecordings.chunk(chunk.key().start(), chunk.source(), other.pcm(1)));
        return again;
    }

    /** One sound that is played now and then, and that several sources may have recorded. */
    private List<Chunk> jingle(Chunk near) {
        byte[] pcm = new RandomRecordings(random).pcm(seconds(JINGLE));
        List<Chunk> played = new ArrayList<>();
        for (int n = 2 + random.nextInt(4); n > 0; n--) {
            long start = near.key().start() + random.nextLong(APART) - APART / 2;
            played.add(RandomRecordings.chunk(start, source(), pcm));
            if (random.nextBoolean()) played.add(RandomRecordings.chunk(start + near(), source(), pcm));
        }
        return played;
    }

    /** Some of it again, from anywhere to anywhere. */
    private Chunk again(Chunk chunk) {
        int samples = chunk.pcm().length / 2;
        int length = Math.max(Math.min(samples, Timeline.SAMPLE_RATE), random.nextInt(samples));
        int from = random.nextInt(samples - length + 1);
        byte[] pcm = Arrays.copyOfRange(chunk.pcm(), 2 * from, 2 * (from + length));
        return RandomRecordings.chunk(chunk.key().start() + Timeline.micros(from), chunk.source(), pcm);
    }

    /** A silent recording that began earlier. */
    private Chunk zeros(Chunk chunk) {
        byte[] pcm = silence();
        long start = chunk.key().start() - random.nextInt((int) Timeline.micros(pcm.length / 2));
        return RandomRecordings.chunk(start, source(), pcm);
    }

    /** A short sound of another recording, as far from where one of this begins or ends as they may be apart. */
    private Chunk echo(Chunk chunk) {
        int[] sounds = StandInModels.bounds(Arrays.copyOf(chunk.pcm(), Math.min(chunk.pcm().length, LONGEST)));
        long edge = chunk.key().start()
                + (sounds == null || sounds.length == 0 ? 0 : Timeline.micros(sounds[random.nextInt(sounds.length)]));
        long reach = DRIFT + MISSES[random.nextInt(MISSES.length)];
        byte[] pcm = new byte[2 * 12 * Timeline.SAMPLE_RATE];
        int sound = 3 * Timeline.SAMPLE_RATE / 10;
        boolean before = random.nextBoolean();
        int from = before ? 0 : pcm.length / 2 - sound;
        Arrays.fill(pcm, 2 * from, 2 * (from + sound), (byte) 5);
        long start = before ? edge - reach - Timeline.micros(sound) : edge + reach - Timeline.micros(from);
        return RandomRecordings.chunk(start, source(), pcm);
    }

    /** As one chunk, silent where nothing was recorded; as much of it as a test has time for. */
    private Chunk continuous(List<Chunk> chunks) {
        long start = chunks.get(0).key().start();
        byte[] pcm = new byte[0];
        for (Chunk chunk : chunks) {
            long at = Timeline.samples(chunk.key().start() - start);
            if (at < 0 || at + chunk.pcm().length / 2 > LONGEST) continue;
            int end = (int) at * 2 + chunk.pcm().length;
            pcm = Arrays.copyOf(pcm, Math.max(pcm.length, end));
            System.arraycopy(chunk.pcm(), 0, pcm, (int) at * 2, chunk.pcm().length);
        }
        return pcm.length == 0 ? chunks.get(0) : RandomRecordings.chunk(start, source(), pcm);
    }

    private byte[] silence() {
        return new byte[2 * (int) (seconds(SILENCE) * Timeline.SAMPLE_RATE)];
    }

    private Source source() {
        return Source.values()[random.nextInt(3)];
    }

    private double seconds(double[] of) {
        return of[random.nextInt(of.length)];
    }
}
