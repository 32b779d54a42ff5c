package io.colloquy.proof.recordings;

import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invents what a device might record and upload, with a liking for what is just at a threshold. */
public final class RandomRecordings {
    /** As all of it is recorded. */
    public static final AudioChunk.Format FORMAT = AudioChunk.Format.pcm(Timeline.SAMPLE_RATE, 1);

    private static final long EPOCH = 1_700_000_000_000_000L;
    private static final double[] SOUND = {0.1, 0.24, 0.25, 0.26, 0.5, 1, 2, 4, 7, 12};
    private static final double[] LONG_SOUND = {19.99, 20, 20.01, 30, 45, 75};
    private static final double[] SILENCE = {0.1, 0.3, 0.48, 0.49, 0.5, 0.51, 0.7, 1.5, 3};
    private static final double[] GAP = {
        0, 0, 0, 0, 0.001, -0.001, 0.3, -0.3, 1.499, 1.5, 1.501, -1.499, 3, 30, 118.5, 119.999, 120, 120.001, 121, 400
    };

    /** By how much a clock is set. */
    private static final double[] STEP = {-1, -4, -5, -7, -60, 4};

    /** 20 ms; shorter chunks are rejected. */
    private static final int LEAST_BYTES = 640;

    private static final int TINY = (int) (0.3 * Timeline.SAMPLE_RATE);

    /** Of 20 ms, so that a frame of the stand-in begins in it. */
    private static final int UNTOLD_SAMPLES = 320;

    private final Random random;
    private final boolean failing;

    public RandomRecordings(Random random) {
        this(random, false);
    }

    private RandomRecordings(Random random, boolean failing) {
        this.random = random;
        this.failing = failing;
    }

    /** In which now and then voice activity fails. */
    public static RandomRecordings failing(Random random) {
        return new RandomRecordings(random, true);
    }

    /**
     * A stretch of recording in chunks that follow each other closely or not at all. Now and then one of them comes in
     * tiny chunks, has rivals for its links, or returns at another time; one in four is recorded twice in part.
     */
    public List<Chunk> chunks(int count) {
        List<Chunk> chunks = once(count);
        if (random.nextInt(4) == 0) chunks.addAll(new Copies(random).of(chunks));
        Map<ChunkKey, Chunk> distinct = new LinkedHashMap<>();
        add(chunks, distinct);
        return new ArrayList<>(distinct.values());
    }

    private List<Chunk> once(int count) {
        Map<ChunkKey, Chunk> chunks = new LinkedHashMap<>();
        for (Chunk chunk : stretch(count)) {
            switch (random.nextInt(12)) {
                case 0 -> add(cut(List.of(chunk), TINY), chunks);
                case 1 -> add(List.of(chunk, rival(chunk), rival(chunk)), chunks);
                case 2 -> add(List.of(chunk, chunk(chunk.key().start() + apart(), chunk.pcm())), chunks);
                default -> add(List.of(chunk), chunks);
            }
        }
        return new ArrayList<>(chunks.values());
    }

    private static void add(List<Chunk> more, Map<ChunkKey, Chunk> chunks) {
        for (Chunk chunk : more) chunks.putIfAbsent(chunk.key(), chunk);
    }

    /** It begins about when the other does, or where it ends. */
    private Chunk rival(Chunk chunk) {
        long length = Timeline.micros(chunk.pcm().length / 2);
        long at = chunk.key().start() + (random.nextBoolean() ? 0 : length);
        return chunk(at + random.nextInt(3_200_000) - 1_600_000, pcm(seconds(SOUND)));
    }

    private long apart() {
        return (long) (seconds(GAP) * 1e6) + 1;
    }

    private List<Chunk> stretch(int count) {
        List<Chunk> chunks = new ArrayList<>();
        long start = EPOCH + random.nextInt(1_000_000_000);
        boolean truncates = random.nextInt(6) == 0;
        for (int i = 0; i < count; i++) {
            byte[] pcm = pcm(random.nextInt(8) == 0 ? seconds(SOUND) : 1 + seconds(SILENCE) * seconds(SOUND));
            long named = truncates ? start / 1_000_000 * 1_000_000 : start;
            chunks.add(chunk(named, pcm));
            start += Timeline.micros(pcm.length / 2) + (long) (seconds(GAP) * 1e6);
            if (random.nextInt(24) == 0) start += (long) (seconds(STEP) * 1e6);
        }
        return chunks;
    }

    private Chunk chunk(long start, byte[] pcm) {
        return chunk(start, Source.values()[random.nextInt(3) / 2], pcm);
    }

    static Chunk chunk(long start, Source source, byte[] pcm) {
        return new Chunk(new ChunkKey(start, FORMAT.digest(pcm)), source, pcm);
    }

    /**
     * The same recording by a device that begins a new chunk after so many samples; what is too short is left out.
     * Copies that overlap may be cut into the same chunk: it is one, of the first one's source.
     */
    public static List<Chunk> cut(List<Chunk> chunks, int samples) {
        Map<ChunkKey, Chunk> cut = new LinkedHashMap<>();
        for (Chunk chunk : chunks) {
            byte[] pcm = chunk.pcm();
            for (int from = 0; from < pcm.length; from += 2 * samples) {
                byte[] piece = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 2 * samples));
                if (piece.length < LEAST_BYTES) continue;
                add(List.of(chunk(chunk.key().start() + Timeline.micros(from / 2), chunk.source(), piece)), cut);
            }
        }
        return new ArrayList<>(cut.values());
    }

    private double seconds(double[] of) {
        return of[random.nextInt(of.length)];
    }

    /** Sound with no silence in it, as one chunk. */
    public Chunk unbroken(int seconds) {
        short[] sound = new short[seconds * Timeline.SAMPLE_RATE];
        fill(sound);
        return chunk(EPOCH + random.nextInt(1_000_000_000), bytes(List.of(sound), sound.length));
    }

    /** Sounds and silences; at least so long. */
    byte[] pcm(double atLeast) {
        List<short[]> pieces = new ArrayList<>();
        int total = 0;
        boolean sound = random.nextBoolean();
        while (total < atLeast * Timeline.SAMPLE_RATE || pieces.isEmpty()) {
            double length = sound ? seconds(random.nextInt(12) == 0 ? LONG_SOUND : SOUND) : seconds(SILENCE);
            short[] piece = new short[(int) (length * Timeline.SAMPLE_RATE)];
            if (sound) fill(piece);
            pieces.add(piece);
            total += piece.length;
            sound = !sound;
        }
        return bytes(pieces, total);
    }

    private static byte[] bytes(List<short[]> pieces, int total) {
        byte[] pcm = new byte[2 * total];
        int at = 0;
        for (short[] piece : pieces) {
            for (short sample : piece) {
                Pcm16.put(pcm, at, sample);
                at += Short.BYTES;
            }
        }
        return pcm;
    }

    private void fill(short[] piece) {
        boolean wordless = random.nextInt(8) == 0;
        for (int from = 0; from < piece.length; from += 1600) {
            short level = (short) (1 << random.nextInt(12));
            for (int i = from; i < Math.min(piece.length, from + 1600); i++) piece[i] = level;
        }
        if (wordless) piece[0] = StandInModels.WORDLESS;
        if (failing && random.nextInt(24) == 0) {
            Arrays.fill(piece, 0, Math.min(piece.length, UNTOLD_SAMPLES), StandInModels.UNTOLD);
        }
    }
}
