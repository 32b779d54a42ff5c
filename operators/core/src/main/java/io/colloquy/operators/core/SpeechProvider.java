package io.colloquy.operators.core;

import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.io.Serializable;

/** Gives operators their models, on the machine that they run on. The caller closes what it gets. */
public interface SpeechProvider extends Serializable {

    VoiceActivityDetector detector();

    Transcriber transcriber();

    /** The same models for who knows where they run, and wants to know how it goes. */
    default SpeechProvider on(SpeechHost host) {
        return this;
    }
}
