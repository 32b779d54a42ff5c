package io.colloquy.audio;

import static io.colloquy.audio.Containers.undecodable;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;
import java.nio.ByteBuffer;

/**
 * WAVE files (IBM and Microsoft, Multimedia Programming Interface 1.0, 1991; WAVE_FORMAT_EXTENSIBLE of 2001) of integer
 * PCM, 32-bit float and µ-law. Recorders that are cut off leave the lengths as they were at the start: what the file
 * holds counts, not what it says.
 */
public final class WavDecoder implements AudioDecoder {
    private static final int RIFF = fourCc("RIFF");
    private static final int WAVE = fourCc("WAVE");
    private static final int FMT = fourCc("fmt ");
    private static final int DATA = fourCc("data");
    private static final int FILE_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 26;

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format, PcmOutputs outputs) throws RejectedException {
        return decode(new BytesInMemory(audio), outputs);
    }

    /** The same of a file of any length. */
    DecodedAudio decode(Bytes file, PcmOutputs outputs) throws RejectedException {
        WavChunks chunks = WavChunks.of(file);
        if (chunks.samples == null) throw undecodable("the WAV file has no fmt chunk");
        if (chunks.from < 0) throw undecodable("the WAV file has no data chunk");
        return chunks.samples.decode(file, chunks.from, chunks.to, outputs);
    }

    /** The chunks of a file: where the samples lie, and what they are. */
    private static final class WavChunks {
        private final Bytes file;
        private RawSamples samples;
        private long from = -1;
        private long to = -1;

        private WavChunks(Bytes file) {
            this.file = file;
        }

        static WavChunks of(Bytes file) throws RejectedException {
            WavChunks chunks = new WavChunks(file);
            if (file.size() < FILE_HEADER_BYTES || chunks.number(0) != RIFF || chunks.number(8) != WAVE) {
                throw undecodable("there is no RIFF WAVE header");
            }
            long at = FILE_HEADER_BYTES;
            while (at <= file.size() - CHUNK_HEADER_BYTES) at = chunks.readChunk(at);
            return chunks;
        }

        /** The four bytes there. */
        private int number(long at) {
            return file.littleEndian(at, Integer.BYTES).getInt();
        }

        /** Returns where the next one begins: on an even byte. */
        private long readChunk(long at) throws RejectedException {
            int id = number(at);
            long body = at + CHUNK_HEADER_BYTES;
            long end = end(id, body, Integer.toUnsignedLong(number(at + 4)));
            if (id == FMT && samples == null) samples = readFormat(body, end);
            if (id == DATA && from < 0 && end > body) {
                from = body;
                to = end;
            }
            return end + (end - body & 1);
        }

        /**
         * Of a chunk, within the file. Data of length 0, once its format is known, was never given its length; neither
         * was data that nothing follows that looks like a chunk.
         */
        private long end(int id, long body, long length) {
            long limit = file.size();
            if (body + length >= limit) return limit;
            long end = body + length;
            if (id != DATA) return end;
            boolean unset = length == 0 && samples != null;
            long next = end + (length & 1);
            boolean goesOn = next <= limit - CHUNK_HEADER_BYTES && !isPrintable(number(next));
            return unset || goesOn ? limit : end;
        }

        private RawSamples readFormat(long body, long end) throws RejectedException {
            if (end - body < FORMAT_BYTES) throw undecodable("the WAV file's fmt chunk is too short");
            ByteBuffer format = file.littleEndian(body, (int) Math.min(end - body, EXTENSIBLE_BYTES));
            int tag = Short.toUnsignedInt(format.getShort(0));
            int channels = Short.toUnsignedInt(format.getShort(2));
            int rate = format.getInt(4);
            int bits = Short.toUnsignedInt(format.getShort(14));
            // WAVE_FORMAT_EXTENSIBLE: the tag proper begins a GUID.
            if (tag == 0xFFFE && format.limit() == EXTENSIBLE_BYTES) tag = Short.toUnsignedInt(format.getShort(24));
            Containers.requireTaken(rate, channels);
            return new RawSamples(sampleFormat(tag, bits), rate, channels);
        }

        private static SampleFormat sampleFormat(int tag, int bits) throws RejectedException {
            if (tag == 1 && bits == 8) return SampleFormat.U8;
            if (tag == 1 && bits == 16) return SampleFormat.S16;
            if (tag == 1 && bits == 24) return SampleFormat.S24;
            if (tag == 1 && bits == 32) return SampleFormat.S32;
            if (tag == 3 && bits == 32) return SampleFormat.F32;
            if (tag == 7 && bits == 8) return SampleFormat.MULAW;
            throw undecodable("the WAV file is of format " + tag + " with " + bits
                    + " bits; PCM of 8, 16, 24 or 32 bits, 32-bit float and mulaw are taken");
        }

        private static boolean isPrintable(int id) {
            for (int shift = 0; shift < 32; shift += 8) {
                int character = id >> shift & 0xFF;
                if (character < 0x20 || character > 0x7E) return false;
            }
            return true;
        }
    }

    /** As a little-endian number. */
    private static int fourCc(String id) {
        return id.charAt(0) | id.charAt(1) << 8 | id.charAt(2) << 16 | id.charAt(3) << 24;
    }
}
