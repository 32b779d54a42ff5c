package io.colloquy.operators.core;

import io.colloquy.speech.Transcriber;
import io.colloquy.speech.VoiceActivityDetector;
import java.io.Serializable;

/** Where operators get their models from, on the machine that they run on. What is taken must be closed. */
public interface SpeechProvider extends Serializable {

    VoiceActivityDetector detector();

    Transcriber hearer();
}
