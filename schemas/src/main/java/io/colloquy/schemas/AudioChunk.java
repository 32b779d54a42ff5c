package io.colloquy.schemas;

import static io.colloquy.schemas.ContractViolation.require;
import static io.colloquy.schemas.ContractViolation.requirePresent;

import io.colloquy.schemas.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A stretch of audio from one device: the record of the topic {@code audio-chunks}. A value obeys the field rules of
 * the contract (an {@link IllegalArgumentException} names the rule that a producer broke); whether its audio can be
 * decoded is not known yet.
 *
 * @param chunkId a label for people
 * @param startedAt µs since the epoch
 * @param audio encoded as {@code format} says; null where {@code audioUri} says where it lies. Not copied: the caller
 *     leaves it as it is.
 * @param audioUri {@code s3://…} or {@code file://…}, null where {@code audio} is here
 */
public record AudioChunk(
        String chunkId, StreamId stream, Source source, long startedAt, Format format, byte[] audio, String audioUri) {

    public static final int SCHEMA = 1;
    public static final int MAX_AUDIO_BYTES = 256 * 1024;
    private static final int MAX_URI_LENGTH = 2048;
    /** 2000-01-01: what is earlier is a clock that was never set, or another unit of time. */
    private static final long EARLIEST_START = 946_684_800_000_000L;

    private static final long CLOCK_TOLERANCE_MICROS = TimeUnit.MINUTES.toMicros(5);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    public AudioChunk {
        requireName(chunkId, "chunk_id");
        requirePresent(stream, "device_id");
        requireName(stream.deviceId(), "device_id");
        requireName(stream.ownerId(), "owner_id");
        requirePresent(source, "source");
        require(
                startedAt >= EARLIEST_START,
                "started_at",
                "is " + startedAt + ", before 2000-01-01: it counts microseconds since 1970");
        requirePresent(format, "codec");
        requireOneAudio(audio, audioUri);
    }

    /** What is recorded in the chunk, by content: equal for repeats, whatever they are called. */
    public ChunkKey key() {
        if (audio == null) throw new IllegalStateException("the audio lies at a URI: digest what was fetched");
        return new ChunkKey(startedAt, format.digest(audio));
    }

    /**
     * A chunk can't have been recorded after it came; clocks may differ by five minutes.
     *
     * @param timestamp when the chunk came, or is sent: ms since the epoch
     * @throws RejectedException where it starts later
     */
    public void requireRecordedBefore(long timestamp) throws RejectedException {
        if (startedAt - CLOCK_TOLERANCE_MICROS > TimeUnit.MILLISECONDS.toMicros(timestamp)) {
            throw RejectedException.badField(
                    "started_at",
                    "lies more than 5 min after the record's timestamp " + timestamp
                            + " ms: is the device's clock right?");
        }
    }

    /** Without the audio, which never reaches a log. */
    @Override
    public String toString() {
        return "chunk " + chunkId + " of " + stream.deviceId() + " at " + startedAt + ", " + format;
    }

    private static void requireName(String name, String field) {
        requirePresent(name, field);
        require(NAME.matcher(name).matches(), field, "must be 1 to 128 of A-Z a-z 0-9 . _ : -");
    }

    private static void requireOneAudio(byte[] audio, String audioUri) {
        if (audioUri == null) {
            requirePresent(audio, "audio");
            requireSize(audio);
            return;
        }
        require(audio == null, "audio_uri", "stands instead of audio, never beside it");
        require(audioUri.length() <= MAX_URI_LENGTH, "audio_uri", "is longer than " + MAX_URI_LENGTH + " characters");
        boolean known = audioUri.startsWith("s3://") || audioUri.startsWith("file://");
        require(known, "audio_uri", "must begin with s3:// or file://");
    }

    private static void requireSize(byte[] audio) {
        if (audio.length == 0) {
            throw new ContractViolation(
                    RejectedException.of(Reason.EMPTY_AUDIO, "audio holds no byte: there is nothing to hear"));
        }
        if (audio.length > MAX_AUDIO_BYTES) throw new ContractViolation(tooLarge(audio.length));
    }

    static RejectedException tooLarge(long bytes) {
        return RejectedException.of(
                Reason.TOO_LARGE,
                "audio has " + bytes + " bytes, at most " + MAX_AUDIO_BYTES
                        + " are taken: send shorter chunks, or put it in storage and send audio_uri");
    }

    /**
     * How the bytes are to be read.
     *
     * @param sampleRate Hz; may be null for containers, whose own header wins
     * @param channels 1 or 2, the latter mixed down
     * @param framing how Opus packets lie one after another; null for every other codec
     */
    public record Format(Codec codec, Integer sampleRate, int channels, Framing framing) {
        private static final int MIN_RATE = 8_000;
        private static final int MAX_RATE = 48_000;
        private static final Set<Integer> OPUS_RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);

        public Format {
            requirePresent(codec, "codec");
            if (codec == Codec.OPUS) {
                requirePresent(framing, "framing");
            } else {
                require(framing == null, "framing", "belongs to opus alone");
            }
            requireRate(codec, sampleRate, codec.container || framing == Framing.OGG);
            require(channels == 1 || channels == 2, "channels", "must be 1 or 2, not " + channels);
        }

        /** Mono or stereo PCM, 16 bits, little-endian. */
        public static Format pcm(int sampleRate, int channels) {
            return new Format(Codec.PCM_S16LE, sampleRate, channels, null);
        }

        /** Opus, encoded at this rate. */
        public static Format opus(int sampleRate, int channels, Framing framing) {
            return new Format(Codec.OPUS, sampleRate, channels, framing);
        }

        /**
         * SHA-256 over the names of codec, rate, channels and framing as they are on the wire, each ended by a newline
         * and empty where absent, followed by the audio's bytes.
         */
        public Digest digest(byte[] audio) {
            String head = codec.wireName()
                    + '\n'
                    + (sampleRate == null ? "" : sampleRate)
                    + '\n'
                    + channels
                    + '\n'
                    + (framing == null ? "" : framing.wireName())
                    + '\n';
            MessageDigest sha = Digest.sha256();
            sha.update(head.getBytes(StandardCharsets.UTF_8));
            sha.update(audio);
            return Digest.of(sha);
        }

        private static void requireRate(Codec codec, Integer rate, boolean container) {
            if (rate == null && container) return;
            requirePresent(rate, "sample_rate");
            require(rate >= MIN_RATE && rate <= MAX_RATE, "sample_rate", "must be 8000 to 48000 Hz, not " + rate);
            boolean opusRate = codec != Codec.OPUS || OPUS_RATES.contains(rate);
            require(opusRate, "sample_rate", "must be 8000, 12000, 16000, 24000 or 48000 Hz for opus, not " + rate);
        }
    }

    /** What the audio is encoded with. */
    public enum Codec {
        PCM_S16LE(false),
        PCM_U8(false),
        MULAW(false),
        OPUS(false),
        WAV(true),
        FLAC(true);

        private final boolean container;

        Codec(boolean container) {
            this.container = container;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How Opus packets lie one after another. */
    public enum Framing {
        /** Each packet after its length as a little-endian unsigned 32-bit number, as Omi devices store it. */
        U32LE,
        /** Ogg pages (RFC 3533, RFC 7845). */
        OGG;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
