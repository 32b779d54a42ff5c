package io.colloquy.proof.oracle;

import io.colloquy.schemas.Word;
import java.util.List;
import java.util.function.Function;

/**
 * What the definition takes as given.
 *
 * @param detect bounds of the sounds in a part, in samples; null where it fails
 * @param transcribe words of a clip, with times from its first sample
 * @param embed speaker embedding of a clip
 * @param ofUtterances clusters the voices of utterances
 * @param ofCentroids clusters the centroids of such clusters
 */
public record Models(
        Function<byte[], int[]> detect,
        Function<byte[], List<Word>> transcribe,
        Function<byte[], float[]> embed,
        Function<List<Voice>, Clusters> ofUtterances,
        Function<List<Voice>, Clusters> ofCentroids) {

    /** @param seconds that it speaks */
    public record Voice(float[] vector, double seconds) {}

    /**
     * @param labels the cluster of each voice
     * @param centroids by cluster, in the steps of a speaker embedding
     */
    public record Clusters(int[] labels, List<Voice> centroids) {}

    /** Models to which all voices are one. */
    public static Models deafToVoices(Function<byte[], int[]> detect, Function<byte[], List<Word>> transcribe) {
        Function<List<Voice>, Clusters> one =
                voices -> new Clusters(new int[voices.size()], voices.isEmpty() ? List.of() : voices.subList(0, 1));
        return new Models(detect, transcribe, clip -> new float[0], one, one);
    }
}
