package io.colloquy.jobs;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;

/** Models from files on each task manager, loaded once a process however many subtasks use them. */
record SharedModels(ModelFiles files, InferenceSettings settings) implements SpeechProvider {

    @Override
    public VoiceActivityDetector detector() {
        return on(SpeechHost.ALONE).detector();
    }

    @Override
    public Transcriber transcriber() {
        return on(SpeechHost.ALONE).transcriber();
    }

    @Override
    public SpeechProvider on(SpeechHost host) {
        return new OnHost(this, host);
    }

    /** It stays where it is. */
    private record OnHost(SharedModels models, SpeechHost host) implements SpeechProvider {

        @Override
        public VoiceActivityDetector detector() {
            return runtime().detector();
        }

        @Override
        public Transcriber transcriber() {
            return runtime().transcriber();
        }

        private SpeechRuntime runtime() {
            return SpeechRuntime.acquire(models.files, models.settings, host);
        }
    }
}
