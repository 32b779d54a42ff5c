package io.colloquy.operators.core;

import io.colloquy.audio.SoundPrint;
import io.colloquy.audio.SoundPrinter;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.io.Serializable;
import java.util.function.Function;

/** Gives operators their models, on the machine that they run on. The caller closes what it gets. */
public interface SpeechProvider extends Serializable {

    VoiceActivityDetector detector();

    Transcriber transcriber();

    /** The same models for who knows where they run, and wants to know how it goes. */
    default SpeechProvider on(SpeechHost host) {
        return this;
    }

    /** Takes the print of a part: a pure function of its 16 kHz mono PCM16. */
    default Function<byte[], SoundPrint> printer() {
        return SoundPrinter::print;
    }
}
