package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.MessageCodec.Audio;
import io.colloquy.operators.core.stitch.StitchInput.Detected;

/** The audio of the part that the input holds, if any. */
record StitchInputAudio() implements Audio<StitchInput> {
    private static final byte[] NONE = new byte[0];

    @Override
    public byte[] of(StitchInput input) {
        return input.match(detected -> detected.part().part().pcm(), restated -> NONE);
    }

    @Override
    public StitchInput put(StitchInput input, byte[] pcm) {
        return input.match(detected -> new Detected(with(pcm, detected.part())), restated -> restated);
    }

    private static DetectedPart with(byte[] pcm, DetectedPart detected) {
        return new DetectedPart(detected.part().withPcm(pcm), detected.speech(), detected.print(), detected.failure());
    }
}
