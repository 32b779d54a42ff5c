package io.colloquy.proof.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.codecs.DamagedAudio;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** Each case damages one good input of every codec and framing. */
final class CodecTrials implements Trials {
    private static final double LEAST_DECODED = 0.3;
    /** Fewer tell little of a share. */
    private static final long ENOUGH = 1_000;

    private final LongAdder tried = new LongAdder();
    private final Map<DamagedAudio, LongAdder> decoded = new EnumMap<>(DamagedAudio.class);

    CodecTrials() {
        for (DamagedAudio audio : DamagedAudio.values()) decoded.put(audio, new LongAdder());
    }

    @Override
    public void run(long seed, int size) {
        tried.increment();
        for (DamagedAudio audio : DamagedAudio.values()) {
            if (audio.decodes(new Random(seed), size)) decoded.get(audio).increment();
        }
    }

    @Override
    public void checkAll() {
        if (tried.sum() < ENOUGH) return;
        decoded.forEach((audio, count) -> assertThat(count.sum() / tried.doubleValue())
                .as("share of damaged %s that gave samples", audio)
                .isGreaterThanOrEqualTo(LEAST_DECODED));
    }
}
