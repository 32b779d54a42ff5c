package io.colloquy.jobs;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;

/** Models from files on each task manager, loaded once a process however many subtasks use them. */
record SharedModels(ModelFiles files) implements SpeechProvider {

    @Override
    public VoiceActivityDetector detector() {
        return SpeechRuntime.acquire(files).detector();
    }

    @Override
    public Transcriber transcriber() {
        return SpeechRuntime.acquire(files).transcriber();
    }
}
