package io.colloquy.audio;

import java.util.Arrays;

/**
 * What a sound is known by: four bits for each 20 ms, which a codec, a level, and a clock leave mostly as they are. Two
 * recordings of one sound agree in four bits of five or more. Different sounds agree in half of them.
 *
 * <p>The idea is the audio fingerprint of J. Haitsma and T. Kalker, "A Highly Robust Audio Fingerprinting System",
 * ISMIR 2002, made small: see {@link SoundPrinter}.
 */
public final class SoundPrint {
    public static final SoundPrint NONE = new SoundPrint(new long[0], 0);
    /** Samples at 16 kHz of a frame. */
    public static final int FRAME_SAMPLES = 320;
    /** Bits of a frame. */
    public static final int FRAME_BITS = 4;

    static final int FRAMES_PER_WORD = Long.SIZE / FRAME_BITS;

    private final long[] words;
    private final int frames;

    private SoundPrint(long[] words, int frames) {
        this.words = words;
        this.frames = frames;
    }

    /**
     * From what {@link #bytes} gave.
     *
     * @throws IllegalArgumentException where there are fewer or more bytes than so many frames have
     */
    public static SoundPrint of(byte[] bytes, int frames) {
        if (bytes.length != (frames + 1) / 2) throw new IllegalArgumentException(bytes.length + " bytes for " + frames);
        Builder builder = new Builder(frames);
        for (int i = 0; i < frames; i++) builder.add(bytes[i / 2] >> FRAME_BITS * (i % 2) & 15);
        return builder.build();
    }

    /** Two frames a byte. */
    public byte[] bytes() {
        byte[] bytes = new byte[(frames + 1) / 2];
        for (int i = 0; i < frames; i++) bytes[i / 2] |= (byte) (frame(i) << FRAME_BITS * (i % 2));
        return bytes;
    }

    public int frames() {
        return frames;
    }

    /** The four bits of a frame. */
    public int frame(int index) {
        return (int) (words[index / FRAMES_PER_WORD] >>> FRAME_BITS * (index % FRAMES_PER_WORD)) & 15;
    }

    /**
     * How many bits are equal in a stretch of this print and one of another.
     *
     * @param frames both have from there on
     */
    public int agreeing(int from, SoundPrint other, int otherFrom, int frames) {
        int different = 0;
        int left = frames;
        for (int at = 0; left > 0; at += FRAMES_PER_WORD, left -= FRAMES_PER_WORD) {
            long unequal = word(from + at) ^ other.word(otherFrom + at);
            if (left < FRAMES_PER_WORD) unequal &= (1L << FRAME_BITS * left) - 1;
            different += Long.bitCount(unequal);
        }
        return FRAME_BITS * frames - different;
    }

    /** Sixteen frames from this one on. What is beyond the end is zero. */
    private long word(int frame) {
        int index = frame / FRAMES_PER_WORD;
        int shift = FRAME_BITS * (frame % FRAMES_PER_WORD);
        long low = words[index] >>> shift;
        return shift == 0 || index + 1 == words.length ? low : low | words[index + 1] << Long.SIZE - shift;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SoundPrint print && frames == print.frames && Arrays.equals(words, print.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "print of " + frames + " frames";
    }

    /** Puts a print together, frame by frame. */
    public static final class Builder {
        private final long[] words;
        private int frames;

        /** @param most frames that will be added */
        public Builder(int most) {
            words = new long[(most + FRAMES_PER_WORD - 1) / FRAMES_PER_WORD];
        }

        /** @param bits of the next frame */
        public void add(int bits) {
            words[frames / FRAMES_PER_WORD] |= (long) bits << FRAME_BITS * (frames % FRAMES_PER_WORD);
            frames++;
        }

        public SoundPrint build() {
            if (frames == 0) return NONE;
            return new SoundPrint(Arrays.copyOf(words, (frames + FRAMES_PER_WORD - 1) / FRAMES_PER_WORD), frames);
        }
    }
}
