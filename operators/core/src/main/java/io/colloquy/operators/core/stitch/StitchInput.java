package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.Either;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.operators.core.stitch.StitchInput.Detected;
import io.colloquy.operators.core.stitch.StitchInput.Restated;
import io.colloquy.schemas.StreamId;
import java.util.function.Function;

/** What the stitching operator takes in. */
public sealed interface StitchInput extends Either<Detected, Restated> {
    /** How it travels. */
    MessageCodec<StitchInput> CODEC = MessageCodec.of("stitch-input", new StitchInputLayout(), new StitchInputAudio());

    StreamId stream();

    static StitchInput of(DetectedPart detected) {
        return new Detected(detected);
    }

    static StitchInput of(StreamId stream, SourceRestated restated) {
        return new Restated(stream, restated);
    }

    /** A part whose voice activity was looked for. */
    record Detected(DetectedPart part) implements StitchInput {
        @Override
        public StreamId stream() {
            return part.part().stream();
        }

        @Override
        public <R> R match(Function<Detected, R> detected, Function<Restated, R> restated) {
            return detected.apply(this);
        }
    }

    /** A chunk has another source than was known. */
    record Restated(StreamId stream, SourceRestated source) implements StitchInput {
        @Override
        public <R> R match(Function<Detected, R> detected, Function<Restated, R> restated) {
            return restated.apply(this);
        }
    }
}
