package io.colloquy.speech.api;

import io.colloquy.settings.SettingsReader;
import java.io.Serializable;
import java.util.function.BinaryOperator;

/**
 * Where the models lie. Any file in a layout that sherpa-onnx loads will do.
 *
 * @param vad Silero VAD, version 5 or 6
 * @param recognizer NeMo CTC, or the encoder of a NeMo transducer with its decoder and joiner beside it; {@code
 *     tokens.txt} beside either
 * @param embedding 3D-Speaker or WeSpeaker
 */
public record ModelFiles(String vad, String recognizer, String embedding) implements Serializable {

    /** The settings {@code models.*}; by default the demo's models, where the process runs. */
    public static ModelFiles of(SettingsReader reader) {
        return new ModelFiles(
                reader.text("models.vad", "models/vad.onnx"),
                reader.text("models.recognizer", "models/transducer/encoder.onnx"),
                reader.text("models.voiceprint", "models/voiceprint.onnx"));
    }

    /** The same files where they really lie. @param place of a file, from its setting's key and its name there */
    public ModelFiles at(BinaryOperator<String> place) {
        return new ModelFiles(
                place.apply("models.vad", vad),
                place.apply("models.recognizer", recognizer),
                place.apply("models.voiceprint", embedding));
    }
}
