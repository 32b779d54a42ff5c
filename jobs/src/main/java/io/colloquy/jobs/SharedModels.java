package io.colloquy.jobs;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.speech.ModelFiles;
import io.colloquy.speech.SpeechRuntime;
import io.colloquy.speech.Transcriber;
import io.colloquy.speech.VoiceActivityDetector;

/** Models from files on each task manager, loaded once a process however many subtasks use them. */
record SharedModels(ModelFiles files) implements SpeechProvider {

    @Override
    public VoiceActivityDetector detector() {
        return SpeechRuntime.acquire(files).detector();
    }

    @Override
    public Transcriber hearer() {
        return SpeechRuntime.acquire(files).hearer();
    }
}
