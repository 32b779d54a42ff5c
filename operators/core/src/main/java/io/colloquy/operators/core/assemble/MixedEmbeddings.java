package io.colloquy.operators.core.assemble;

import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import io.colloquy.speech.diarization.VoiceClusters;
import java.util.List;

/** Clusters voices whose embeddings may come of different models, as while one replaces another. */
final class MixedEmbeddings {
    private static final float[] NONE = new float[0];

    private MixedEmbeddings() {}

    /** Only embeddings as long as the first can be compared with it; voices with others join their neighbours. */
    static VoiceClusters cluster(VoiceClustering clustering, List<Voice> voices) {
        int dimension = voices.stream()
                .mapToInt(voice -> voice.vector().length)
                .filter(length -> length > 0)
                .findFirst()
                .orElse(0);
        return clustering.cluster(voices.stream()
                .map(voice -> voice.vector().length == dimension ? voice : new Voice(NONE, voice.seconds()))
                .toList());
    }
}
