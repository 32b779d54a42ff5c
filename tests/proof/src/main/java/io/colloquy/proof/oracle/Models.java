package io.colloquy.proof.oracle;

import io.colloquy.schemas.Word;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * What the definition takes as given.
 *
 * @param detect bounds of the sounds in a part, in samples; null where it fails
 * @param print of the sound of a part: four bits for every whole 20 ms of it
 * @param same whether two prints are of one sound
 * @param transcribe words of a clip, with times from its first sample
 * @param embed speaker embedding of a clip
 * @param ofUtterances clusters the voices of utterances
 * @param ofCentroids clusters the centroids of such clusters
 */
public record Models(
        Function<byte[], int[]> detect,
        Function<byte[], byte[]> print,
        Sameness same,
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

    /** Models to which all voices are one, and no two sounds. */
    public static Models deafToVoices(Function<byte[], int[]> detect, Function<byte[], List<Word>> transcribe) {
        Function<List<Voice>, Clusters> one =
                voices -> new Clusters(new int[voices.size()], voices.isEmpty() ? List.of() : voices.subList(0, 1));
        return new Models(detect, pcm -> new byte[0], new NoSameness(), transcribe, clip -> new float[0], one, one);
    }

    /** Whether sounds are one, by their prints. A shift is in frames: k of the one is k and so many of the other. */
    public interface Sameness {

        /** The best alignment of at least so many frames, and no further shifted than these; null if there is none. */
        Alignment align(byte[] one, byte[] other, int first, int last, int least);

        /** The best alignment at about this shift; null if they can't be one sound there. */
        Alignment agree(byte[] one, byte[] other, int shift);

        /** The frames of the one that are the same in the other. */
        BitSet agreeing(byte[] one, byte[] other, int shift);
    }

    /** @param frames in which they agree at this shift */
    public record Alignment(int shift, int frames) {}

    private record NoSameness() implements Sameness {
        @Override
        public Alignment align(byte[] one, byte[] other, int first, int last, int least) {
            return null;
        }

        @Override
        public Alignment agree(byte[] one, byte[] other, int shift) {
            return null;
        }

        @Override
        public BitSet agreeing(byte[] one, byte[] other, int shift) {
            return new BitSet();
        }
    }
}
