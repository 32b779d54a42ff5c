package io.colloquy.speech.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.colloquy.schemas.Definition.Voices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VoiceClusteringTest {
    private static final VoiceClustering CLUSTERING = new VoiceClustering(0.5, 1.5, 0.6, 0.8, 400);

    /** A voice at an angle in a plane; two at 60° are exactly at the distance 0.5. */
    private static Voice at(double degrees, double seconds) {
        double radians = Math.toRadians(degrees);
        return new Voice(new float[] {(float) Math.cos(radians), (float) Math.sin(radians)}, seconds);
    }

    private static Voice silent(double seconds) {
        return new Voice(new float[0], seconds);
    }

    private static int[] labels(Voice... voices) {
        return CLUSTERING.cluster(List.of(voices)).labels();
    }

    @Test
    void numbersSpeakersByFirstAppearance() {
        assertThat(labels(at(90, 3), at(0, 9), at(95, 4), at(200, 2), at(5, 2))).containsExactly(0, 1, 0, 2, 1);
    }

    @Test
    void farthestMembersDecide() {
        assertThat(labels(at(0, 3), at(40, 3), at(75, 3))).containsExactly(0, 1, 1);
        assertThat(labels(at(0, 3), at(59, 3))).containsExactly(0, 0);
        assertThat(labels(at(0, 3), at(61, 3))).containsExactly(0, 1);
    }

    @Test
    void shortVoicesNearSomebodyAreAssignedAndFormNoClusterOfTheirOwn() {
        assertThat(labels(at(130, 1), at(0, 3), at(90, 3), at(10, 1))).containsExactly(0, 1, 0, 1);
    }

    @Test
    void whatIsFarFromEveryoneIsSomebodyWhoSaysLittle() {
        assertThat(labels(at(0, 3), at(5, 1), at(100, 0.9), at(10, 3))).containsExactly(0, 0, 1, 0);
        assertThat(labels(at(100, 0.5), at(0, 3), at(110, 0.5))).containsExactly(0, 1, 0);
        assertThat(labels(at(0, 3), at(100, 0.9), at(-100, 0.9))).containsExactly(0, 1, 2);
    }

    @Test
    void whoSaysNextToNothingIsAssigned() {
        assertThat(labels(at(0, 3), at(100, 0.7))).containsExactly(0, 0);
        assertThat(labels(at(0, 3), at(100, 0.5), at(-100, 0.5))).containsExactly(0, 0, 0);
    }

    @Test
    void aShortVoiceNearSomebodyWhoSaysLittleIsThatOnes() {
        assertThat(labels(at(0, 3), at(100, 0.9), at(60, 0.5))).containsExactly(0, 1, 1);
    }

    /** Made up as the demo's model is: utterances of under 0.8 s lie at .6 to .9 from their own speaker, as cosine. */
    @Test
    void findsOneWhoSaysLittleAndInventsNobody() {
        Random random = new Random(24);
        int found = 0;
        int invented = 0;
        for (int i = 0; i < 200; i++) {
            Speakers speakers = new Speakers(random, 1 + random.nextInt(3));
            List<Voice> voices = speakers.conversation();
            int without = CLUSTERING.cluster(voices).centroids().size();
            if (without > speakers.count()) invented++;
            List<Voice> more = new ArrayList<>(voices);
            more.addAll(speakers.fewWords());
            int[] labels = CLUSTERING.cluster(more).labels();
            int ofTheQuietOne = labels[voices.size()];
            if (Arrays.stream(labels).limit(voices.size()).noneMatch(label -> label == ofTheQuietOne)) found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(180);
        assertThat(invented).isLessThanOrEqualTo(10);
    }

    /** A model whose voices all lie nearer to each other, by the same factor. */
    @Test
    void tellsVoicesOfAnotherScaleApartByDistancesOfThatScale() {
        double scale = 0.4;
        Voices usual = Voices.DEFAULT;
        VoiceClustering scaled = VoiceClustering.ofUtterances(new Voices(
                scale * usual.distance(),
                scale * usual.distanceAcross(),
                scale * usual.strangeDistance(),
                usual.reliable(),
                usual.strangeSpeech()));
        Random random = new Random(25);
        int alike = 0;
        int foundByTheUsual = 0;
        for (int i = 0; i < 200; i++) {
            Speakers speakers = new Speakers(random, 2);
            List<Voice> voices = speakers.conversation();
            voices.addAll(speakers.fewWords());
            int[] labels = CLUSTERING.cluster(voices).labels();
            List<Voice> nearer = voices.stream().map(v -> nearer(v, scale)).toList();
            if (Arrays.equals(scaled.cluster(nearer).labels(), labels)) alike++;
            if (CLUSTERING.cluster(nearer).centroids().size() > 1) foundByTheUsual++;
        }
        assertThat(alike).isGreaterThanOrEqualTo(190);
        assertThat(foundByTheUsual).isZero();
    }

    /** With something in common, all distances are so much less. */
    private static Voice nearer(Voice voice, double scale) {
        float[] vector = Arrays.copyOf(voice.vector(), voice.vector().length + 1);
        for (int i = 0; i < vector.length; i++) vector[i] *= (float) Math.sqrt(scale);
        vector[vector.length - 1] = (float) Math.sqrt(1 - scale);
        return new Voice(vector, voice.seconds());
    }

    /** Speakers whose voices have a cosine of about .16, and one more who never says anything long. */
    private static final class Speakers {
        private static final int DIMENSIONS = 128;
        private final Random random;
        private final List<double[]> all = new ArrayList<>();

        Speakers(Random random, int count) {
            this.random = random;
            double[] common = direction();
            for (int i = 0; i <= count; i++) all.add(near(common, 0.4));
        }

        int count() {
            return all.size() - 1;
        }

        List<Voice> conversation() {
            List<Voice> voices = new ArrayList<>();
            for (int speaker = 0; speaker < count(); speaker++) {
                for (int i = 3 + random.nextInt(6); i > 0; i--) voices.add(says(speaker, 1.5, 6));
                for (int i = random.nextInt(6); i > 0; i--) voices.add(says(speaker, 0.5, 1.5));
            }
            Collections.shuffle(voices, random);
            return voices;
        }

        List<Voice> fewWords() {
            List<Voice> voices = new ArrayList<>();
            for (int i = 2 + random.nextInt(5); i > 0; i--) voices.add(says(count(), 0.5, 1.5));
            return voices;
        }

        private Voice says(int speaker, double least, double most) {
            double seconds = least + random.nextDouble() * (most - least);
            double own = seconds < 0.8 ? 0.6 : seconds < 1.5 ? 0.72 : 0.86;
            double[] vector = near(all.get(speaker), own + random.nextDouble() * (0.95 - own));
            float[] floats = new float[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) floats[i] = (float) vector[i];
            return new Voice(floats, seconds);
        }

        private double[] near(double[] centre, double cosine) {
            double[] away = direction();
            double along = 0;
            for (int i = 0; i < DIMENSIONS; i++) along += away[i] * centre[i];
            for (int i = 0; i < DIMENSIONS; i++) away[i] -= along * centre[i];
            double[] sum = scaled(away, Math.sqrt(1 - cosine * cosine));
            for (int i = 0; i < DIMENSIONS; i++) sum[i] += cosine * centre[i];
            return sum;
        }

        private double[] direction() {
            return scaled(random.doubles(DIMENSIONS, -1, 1).toArray(), 1);
        }

        private static double[] scaled(double[] vector, double length) {
            double was = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
            return Arrays.stream(vector).map(x -> x * length / was).toArray();
        }
    }

    @Test
    void shortVoicesAloneAreClusteredAllTheSame() {
        assertThat(labels(at(0, 1), at(90, 1), at(5, 0))).containsExactly(0, 1, 0);
    }

    @Test
    void voicelessJoinsTheOneBeforeElseTheOneAfter() {
        assertThat(labels(silent(1), at(0, 3), at(90, 3), silent(1), at(0, 3))).containsExactly(0, 0, 1, 1, 0);
        assertThat(labels(silent(1), silent(2))).containsExactly(0, 0);
        assertThat(labels()).isEmpty();
    }

    @Test
    void centroidsAreWeightedAndOfUnitLength() {
        List<Voice> centroids = CLUSTERING
                .cluster(List.of(at(0, 3), at(90, 9), at(30, 3), at(40, 1), silent(2)))
                .centroids();

        assertThat(centroids).hasSize(2);
        assertThat(centroids.get(0).vector()[0]).isCloseTo((float) Math.cos(Math.toRadians(15)), within(1e-6f));
        assertThat(centroids.get(0).seconds()).isEqualTo(9);
        assertThat(centroids.get(1).seconds()).isEqualTo(9);
        assertThat(CLUSTERING.cluster(List.of(silent(2))).centroids().get(0).vector())
                .isEmpty();
    }

    @Test
    void centroidsCanBeClusteredAgain() {
        List<Voice> morning = CLUSTERING.cluster(List.of(at(0, 3), at(90, 3))).centroids();
        List<Voice> evening = CLUSTERING.cluster(List.of(at(85, 3), at(10, 3))).centroids();
        List<Voice> day = new ArrayList<>(morning);
        day.addAll(evening);

        assertThat(CLUSTERING.cluster(day).labels()).containsExactly(0, 1, 1, 0);
    }

    @Test
    void clustersNoMoreThanTheLimitAndAssignsTheRest() {
        VoiceClustering capped = new VoiceClustering(0.5, 1.5, 0.6, 0.8, 2);

        assertThat(capped.cluster(List.of(at(130, 2), at(0, 8), at(90, 9), at(20, 3)))
                        .labels())
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    void lastBitsOfAnEmbeddingDecideNothing() {
        Random random = new Random(3);
        List<Voice> voices = random(random, 200, 6);
        List<Voice> shaken = voices.stream()
                .map(voice -> {
                    float[] vector = voice.vector().clone();
                    for (int i = 0; i < vector.length; i++)
                        vector[i] = Float.intBitsToFloat(Float.floatToIntBits(vector[i]) + random.nextInt(3) - 1);
                    return new Voice(vector, voice.seconds());
                })
                .toList();

        assertThat(CLUSTERING.cluster(shaken).labels())
                .containsExactly(CLUSTERING.cluster(voices).labels());
    }

    @Test
    void voicesOfTwoModelsAreRefused() {
        assertThatThrownBy(() -> labels(at(0, 1), new Voice(new float[] {1, 0, 0}, 1)))
                .hasMessageContaining("different models");
    }

    @Property(tries = 100)
    void orderOfArrivalIsForgottenOnceSorted(@ForAll long seed, @ForAll @IntRange(max = 60) int count) {
        Random random = new Random(seed);
        List<Voice> voices = random(random, count, 4);
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        List<Integer> sorted = order.stream().sorted(Comparator.naturalOrder()).toList();

        assertThat(CLUSTERING.cluster(sorted.stream().map(voices::get).toList()).labels())
                .containsExactly(CLUSTERING.cluster(voices).labels());
    }

    /** Without ties the partition does not even depend on the order in which the voices are given. */
    @Property(tries = 100)
    void partitionDoesNotDependOnTheOrder(@ForAll long seed, @ForAll @IntRange(max = 60) int count) {
        Random random = new Random(seed);
        List<Voice> voices = random(random, count, 16);
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        int[] straight = CLUSTERING.cluster(voices).labels();
        int[] shuffled =
                CLUSTERING.cluster(order.stream().map(voices::get).toList()).labels();

        for (int i = 0; i < count; i++)
            for (int j = 0; j < i; j++)
                assertThat(shuffled[i] == shuffled[j]).isEqualTo(straight[order.get(i)] == straight[order.get(j)]);
    }

    private static List<Voice> random(Random random, int count, int dimensions) {
        List<Voice> voices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] vector = random.doubles(dimensions, -0.5, 1).toArray();
            double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
            float[] unit = new float[dimensions];
            for (int k = 0; k < dimensions; k++) unit[k] = (float) (vector[k] / length);
            voices.add(new Voice(unit, random.nextDouble() * 6));
        }
        return voices;
    }
}
