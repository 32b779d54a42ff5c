package io.colloquy.operators.core;

import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.io.Serializable;

/** Gives operators their models, on the machine that they run on. The caller closes what it gets. */
public interface SpeechProvider extends Serializable {

    VoiceActivityDetector detector();

    Transcriber transcriber();
}
