package io.colloquy.speech.diarization;

import io.colloquy.schemas.Definition.Voices;
import io.colloquy.schemas.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups voices by speaker: complete linkage on cosine distance. Voices of enough audio are clustered first. The short
 * ones, whose speaker embeddings are noise as much as voice, are assigned to the nearest centroid. But what is far from
 * every centroid is somebody who says little: such voices are clustered among themselves, and are speakers where they
 * have audio enough together. A voice without a speaker embedding joins the one before it (the first ones, the one
 * after).
 *
 * <p>A pure function of the list. Distances are compared in millionths and ties go to the earlier voice, so that the
 * last bits of a speaker embedding decide nothing short of a tie. O(n²) in time and memory for n up to {@code limit}.
 *
 * @param distance the most that two voices of one speaker may lie apart, as 1 − cosine, above 0 and below 1
 * @param reliableSeconds a voice of less audio is assigned; where no voice has so much, all are clustered
 * @param strangeDistance what lies farther than this from every centroid is none of these speakers
 * @param strangeSeconds audio that such voices must have together to be a speaker
 * @param limit the most voices that are clustered; of more, those with the most audio, and the others are assigned
 */
public record VoiceClustering(
        double distance, double reliableSeconds, double strangeDistance, double strangeSeconds, int limit) {

    /**
     * For the utterances of a bucket. The distance is what sherpa-onnx takes as well; the demo model's embeddings are
     * scaled so that it is the best for noisy conversations of one to four voices not trained on, 10 to 40 utterances
     * of 0.6 to 7 s each: 4.7 % of the speech goes to the wrong speaker. With the model before it, it was three times
     * as much where short voices were clustered too.
     *
     * <p>Utterances of 0.5 to 0.8 s of fifty made-up voices lie at 0.38 from their own speaker's centroid or nearer in
     * nine of ten cases, at 0.48 or nearer in ninety-nine of a hundred; longer ones lie nearer. So nobody is invented
     * beyond 0.60, and whoever lies beyond 0.7 from the others is found.
     */
    public static final VoiceClustering OF_UTTERANCES = ofUtterances(Voices.DEFAULT);

    /**
     * For the centroids of a conversation's buckets: they hold less noise than single utterances, so they must lie
     * closer. With no more than eight utterances a bucket, 6.0 % of the speech of those conversations goes to the wrong
     * speaker.
     */
    public static final VoiceClustering OF_CENTROIDS = ofCentroids(Voices.DEFAULT);

    private static final int UNITS = 1_000_000;
    private static final int LIMIT = 400;

    public VoiceClustering {
        if (!(distance > 0 && distance < 1))
            throw new IllegalArgumentException("distance must lie between 0 and 1, but is " + distance);
        if (!(reliableSeconds >= 0)) throw new IllegalArgumentException("reliableSeconds must be at least 0");
        if (!(strangeDistance >= distance)) throw new IllegalArgumentException("strangeDistance is less than distance");
        if (!(strangeSeconds >= 0)) throw new IllegalArgumentException("strangeSeconds must be at least 0");
        if (limit < 1) throw new IllegalArgumentException("limit must be at least 1");
    }

    /** For the utterances of a bucket. */
    public static VoiceClustering ofUtterances(Voices voices) {
        return of(voices.distance(), voices);
    }

    /** For the voices of a conversation's buckets. */
    public static VoiceClustering ofCentroids(Voices voices) {
        return of(voices.distanceAcross(), voices);
    }

    private static VoiceClustering of(double distance, Voices voices) {
        return new VoiceClustering(
                distance, seconds(voices.reliable()), voices.strangeDistance(), seconds(voices.strangeSpeech()), LIMIT);
    }

    private static double seconds(Duration duration) {
        return Durations.micros(duration) / 1e6;
    }

    /**
     * Clusters voices in an order that is the caller's, and part of the input.
     *
     * @throws ClusteringInterruptedException where the thread is interrupted
     */
    public VoiceClusters cluster(List<Voice> voices) {
        checkDimensions(voices);
        int[] labels = new int[voices.size()];
        Arrays.fill(labels, -1);
        List<float[]> centroids = new ArrayList<>();
        find(voices, core(voices), 0, labels, centroids);
        if (!centroids.isEmpty()) find(voices, strangers(voices, labels, centroids), strangeSeconds, labels, centroids);
        for (int i = 0; i < labels.length; i++)
            if (labels[i] < 0 && !voices.get(i).isEmpty())
                labels[i] = nearest(voices.get(i).vector(), centroids);
        joinNeighbours(labels);
        return numberByAppearance(voices, labels, centroids);
    }

    private static void checkDimensions(List<Voice> voices) {
        long[] dimensions = voices.stream()
                .filter(voice -> !voice.isEmpty())
                .mapToLong(voice -> voice.vector().length)
                .distinct()
                .toArray();
        if (dimensions.length > 1)
            throw new IllegalArgumentException("speaker embeddings of one model have one length, but there are "
                    + Arrays.toString(dimensions) + ": they come from different models");
    }

    /** Clusters some of the voices. A cluster of enough audio gets a label and a centroid. */
    private void find(List<Voice> voices, int[] some, double seconds, int[] labels, List<float[]> centroids) {
        int[] clusters = new CompleteLinkage(distances(voices, some)).cut((int) Math.round(distance * UNITS));
        int count = Arrays.stream(clusters).max().orElse(-1) + 1;
        for (int c = 0; c < count; c++) {
            int cluster = c;
            int[] members = IntStream.range(0, some.length)
                    .filter(i -> clusters[i] == cluster)
                    .map(i -> some[i])
                    .toArray();
            if (seconds(voices, members) < seconds) continue;
            for (int member : members) labels[member] = centroids.size();
            centroids.add(centroid(Arrays.stream(members).mapToObj(voices::get).toList()));
        }
    }

    private static double seconds(List<Voice> voices, int[] members) {
        return Arrays.stream(members).mapToDouble(i -> voices.get(i).seconds()).sum();
    }

    /** Voices without a label that are far from every centroid, ascending. */
    private int[] strangers(List<Voice> voices, int[] labels, List<float[]> centroids) {
        int most = (int) Math.round(strangeDistance * UNITS);
        return mostAudio(
                voices,
                IntStream.range(0, labels.length)
                        .filter(i -> labels[i] < 0 && !voices.get(i).isEmpty())
                        .filter(i -> {
                            float[] vector = voices.get(i).vector();
                            return distance(vector, centroids.get(nearest(vector, centroids))) > most;
                        }));
    }

    /** Indices of the voices to be clustered first, ascending. */
    private int[] core(List<Voice> voices) {
        int[] printed = IntStream.range(0, voices.size())
                .filter(i -> !voices.get(i).isEmpty())
                .toArray();
        int[] reliable = Arrays.stream(printed)
                .filter(i -> voices.get(i).seconds() >= reliableSeconds)
                .toArray();
        return mostAudio(voices, Arrays.stream(reliable.length > 0 ? reliable : printed));
    }

    private int[] mostAudio(List<Voice> voices, IntStream some) {
        return some.boxed()
                .sorted(Comparator.comparingDouble(i -> -voices.get(i).seconds()))
                .limit(limit)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
    }

    private static int[][] distances(List<Voice> voices, int[] core) {
        float[][] vectors =
                Arrays.stream(core).mapToObj(i -> voices.get(i).vector()).toArray(float[][]::new);
        int[][] distances = new int[core.length][core.length];
        for (int i = 0; i < core.length; i++) {
            ClusteringInterruptedException.throwIfInterrupted();
            for (int j = 0; j < i; j++) distances[i][j] = distances[j][i] = distance(vectors[i], vectors[j]);
        }
        return distances;
    }

    private static int distance(float[] a, float[] b) {
        return (int) Math.round((1 - product(a, b)) * UNITS);
    }

    /** In four sums at once: one would make each addition wait for the one before. */
    private static double product(float[] a, float[] b) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            first += (double) a[i] * b[i];
            second += (double) a[i + 1] * b[i + 1];
            third += (double) a[i + 2] * b[i + 2];
            fourth += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) first += (double) a[i] * b[i];
        return first + second + (third + fourth);
    }

    /** Members lie within a right angle of each other, so that the sum has a length; of no audio, all count alike. */
    private static float[] centroid(List<Voice> members) {
        boolean weighted = members.stream().anyMatch(voice -> voice.seconds() > 0);
        double[] sum = new double[members.get(0).vector().length];
        for (Voice voice : members) {
            float[] vector = voice.vector();
            double weight = weighted ? voice.seconds() : 1;
            for (int i = 0; i < sum.length; i++) sum[i] += weight * vector[i];
        }
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        float[] centroid = new float[sum.length];
        for (int i = 0; i < sum.length; i++) centroid[i] = (float) (sum[i] / length);
        return centroid;
    }

    private static int nearest(float[] vector, List<float[]> centroids) {
        ClusteringInterruptedException.throwIfInterrupted();
        int nearest = 0;
        for (int c = 1; c < centroids.size(); c++)
            if (distance(vector, centroids.get(c)) < distance(vector, centroids.get(nearest))) nearest = c;
        return nearest;
    }

    /** Gives those without a label that of the one before, or of the first that has one; else all the same. */
    private static void joinNeighbours(int[] labels) {
        int previous =
                Arrays.stream(labels).filter(label -> label >= 0).findFirst().orElse(0);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) labels[i] = previous;
            previous = labels[i];
        }
    }

    private static VoiceClusters numberByAppearance(List<Voice> voices, int[] labels, List<float[]> centroids) {
        int[] order = Arrays.stream(labels).distinct().toArray();
        double[] seconds = new double[order.length];
        int[] numbered = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            while (order[numbered[i]] != labels[i]) numbered[i]++;
            seconds[numbered[i]] += voices.get(i).seconds();
        }
        List<Voice> found = new ArrayList<>();
        for (int c = 0; c < order.length; c++)
            found.add(new Voice(centroids.isEmpty() ? new float[0] : centroids.get(order[c]), seconds[c]));
        return new VoiceClusters(numbered, List.copyOf(found));
    }
}
