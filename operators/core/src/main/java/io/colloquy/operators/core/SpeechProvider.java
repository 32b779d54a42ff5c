package io.colloquy.operators.core;

import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.io.Serializable;

/** Where operators get their models from, on the machine that they run on. What is taken must be closed. */
public interface SpeechProvider extends Serializable {

    VoiceActivityDetector detector();

    Transcriber transcriber();
}
