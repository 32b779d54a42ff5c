package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DecodedAudio;
import io.colloquy.audio.DurationLimits;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingTest {
    private static final int FROM = 100;
    private static final int TO = FROM + RecordingCutter.MIN_PACKETS;
    private static Sound sound;

    @BeforeAll
    static void load() throws IOException {
        sound = new Sound(Recordings.load(Path.of("../models/recordings")).get(0));
    }

    @ParameterizedTest
    @EnumSource
    void decodesToWhatWasRecorded(Encoding encoding) throws RejectedException {
        DecodedAudio decoded =
                new AudioDecoders().decode(encoding.encode(sound, FROM, TO), encoding.format(), DurationLimits.CARRIED);
        short[] sent = samples(decoded.pcm());
        short[] recorded = sound.samples(Recording.RATE, FROM, TO);
        assertThat(sent).hasSize(recorded.length - 16 * encoding.lostMillis());
        assertThat(likeness(sent, recorded)).isGreaterThan(0.95);
        assertThat(decoded.concealedPackets()).isEqualTo(encoding == Encoding.OPUS_WITH_A_BROKEN_PACKET ? 1 : 0);
    }

    private static short[] samples(byte[] pcm) {
        short[] samples = new short[Pcm16.samples(pcm)];
        for (int i = 0; i < samples.length; i++) samples[i] = Pcm16.get(pcm, Short.BYTES * i);
        return samples;
    }

    /** Their correlation, over what both have: 1 where they differ in loudness alone. */
    private static double likeness(short[] a, short[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
