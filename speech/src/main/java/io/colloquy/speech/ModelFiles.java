package io.colloquy.speech;

import java.io.Serializable;

/**
 * Where the models lie. Any file in a layout that sherpa-onnx loads will do.
 *
 * @param vad Silero VAD, version 5 or 6
 * @param recognizer NeMo CTC, or the encoder of a NeMo transducer with its decoder and joiner beside it; {@code
 *     tokens.txt} beside either
 * @param voiceprint 3D-Speaker or WeSpeaker
 */
public record ModelFiles(String vad, String recognizer, String voiceprint) implements Serializable {}
