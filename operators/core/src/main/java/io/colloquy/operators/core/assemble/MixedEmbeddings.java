package io.colloquy.operators.core.assemble;

import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import io.colloquy.speech.diarization.VoiceClusters;
import java.util.List;

/** Clusters voices whose embeddings may come from different models, as after a change of model. */
final class MixedEmbeddings {
    private static final float[] NONE = new float[0];

    private MixedEmbeddings() {}

    /** Compares only embeddings of the first one's length. Voices with others join their neighbours. */
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
