package io.colloquy.audio;

import static io.colloquy.audio.Containers.undecodable;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;

/** FLAC (RFC 9639), mono or stereo, of 4 to 24 bits. A broken frame ends the file; what came before it counts. */
public final class FlacDecoder implements AudioDecoder {

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format, PcmOutputs outputs) throws RejectedException {
        return decode(new BytesInMemory(audio), outputs);
    }

    /** The same of a file of any length. */
    DecodedAudio decode(Bytes file, PcmOutputs outputs) throws RejectedException {
        FlacStream stream = FlacStream.read(file);
        Frames frames = new Frames(file, stream);
        PcmOutput output = outputs.open(stream.rate(), 0);
        try {
            while (frames.hasNext()) output.write(frames.mono, frames.next());
        } catch (BrokenFrame e) {
            if (frames.read == 0) throw undecodable("the first FLAC frame " + e.getMessage());
        }
        if (frames.read == 0) throw undecodable("the FLAC file has no frame");
        return output.finish(0);
    }

    private static final class Frames {
        private static final int MAX_SAMPLES = 65_536;
        /** More than any of these takes, by far: samples that can't be foretold are stored as they are. */
        private static final int MOST_BYTES = 1 << 20;

        private static final Crc CRC = new Crc(16, 0x8005);

        private final Bytes file;
        private final FlacStream stream;
        private final int[][] channels;
        private final float[] mono;
        private final float scale;
        /** A part of the file; where it begins there. */
        private byte[] window;

        private long windowStart;
        /** Of the next frame, in the window. */
        private int at;

        private int read;

        Frames(Bytes file, FlacStream stream) {
            this.file = file;
            this.stream = stream;
            long first = Math.min(stream.firstFrame(), file.size());
            this.windowStart = file.window() < file.size() ? first : 0;
            this.window = read(windowStart);
            this.at = (int) (first - windowStart);
            this.channels = new int[stream.channels()][MAX_SAMPLES];
            this.mono = new float[MAX_SAMPLES];
            this.scale = (float) Math.pow(2, 16 - stream.bits()) / stream.channels();
        }

        boolean hasNext() {
            return windowStart + at < file.size();
        }

        /** Reads a frame into {@code mono}; returns how many samples it has. */
        int next() throws BrokenFrame {
            slide();
            BitReader in = new BitReader(window, at);
            FlacFrame frame = FlacFrame.read(in, window, stream);
            for (int i = 0; i < channels.length; i++) {
                FlacSubframe.read(in, channels[i], frame.samples(), frame.bitsOf(i));
            }
            in.align();
            int end = in.position();
            if (in.unsigned(16) != CRC.of(window, at, end)) throw new BrokenFrame("is damaged");
            mixDown(frame);
            at = in.position();
            read++;
            return frame.samples();
        }

        /** The window holds the next frame whole, as far as the file does. */
        private void slide() {
            boolean more = windowStart + window.length < file.size();
            if (!more || window.length - at >= MOST_BYTES) return;
            windowStart += at;
            at = 0;
            window = read(windowStart);
        }

        private byte[] read(long from) {
            return file.read(from, (int) Math.min(file.window(), file.size() - from));
        }

        /** Of what was coded as middle and side, the side takes no part in the mean. */
        private void mixDown(FlacFrame frame) {
            int count = frame.samples();
            int[] first = channels[0];
            int[] second = channels[channels.length - 1];
            switch (frame.assignment()) {
                case 0 -> {
                    for (int i = 0; i < count; i++) mono[i] = scale * first[i];
                }
                case FlacFrame.LEFT_SIDE -> {
                    for (int i = 0; i < count; i++) mono[i] = scale * (2 * first[i] - second[i]);
                }
                case FlacFrame.SIDE_RIGHT -> {
                    for (int i = 0; i < count; i++) mono[i] = scale * (first[i] + 2 * second[i]);
                }
                case FlacFrame.MID_SIDE -> {
                    for (int i = 0; i < count; i++) mono[i] = scale * (2 * first[i] | second[i] & 1);
                }
                default -> {
                    for (int i = 0; i < count; i++) mono[i] = scale * (first[i] + second[i]);
                }
            }
        }
    }
}
