package io.colloquy.operators;

import io.colloquy.speech.Hearer;
import io.colloquy.speech.VoiceActivityDetector;
import java.io.Serializable;

/** Where operators get their models from, on the machine that they run on. What is taken must be closed. */
public interface SpeechProvider extends Serializable {

    VoiceActivityDetector detector();

    Hearer hearer();
}
