package io.colloquy.speech.onnx;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;

/** A model gave something that is no number, as half precision does of what is too loud for it. */
final class NotANumberException extends RuntimeException {

    NotANumberException() {
        super("the model gave no numbers");
    }

    InferenceException of(ModelRole role) {
        return InferenceException.of(Fault.CLIP, role, getMessage(), this);
    }
}
