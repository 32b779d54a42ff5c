package io.colloquy.speech.diarization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CompleteLinkageTest {

    @Property(tries = 200)
    void findsWhatMergingTheClosestPairAgainAndAgainFinds(
            @ForAll long seed, @ForAll @IntRange(max = 40) int count, @ForAll @IntRange(max = 1_000_000) int most) {
        int[][] distances = new int[count][count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < i; j++) distances[i][j] = distances[j][i] = random.nextInt(1_000_000);
        List<List<Integer>> expected = closestPairs(distances, most);
        int[] found = new CompleteLinkage(copy(distances)).cut(most);

        for (List<Integer> cluster : expected)
            for (int i = 0; i < count; i++)
                assertThat(found[i] == found[cluster.get(0)]).isEqualTo(cluster.contains(i));
    }

    private static int[][] copy(int[][] matrix) {
        int[][] copy = new int[matrix.length][];
        for (int i = 0; i < copy.length; i++) copy[i] = matrix[i].clone();
        return copy;
    }

    private static List<List<Integer>> closestPairs(int[][] distances, int most) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < distances.length; i++) clusters.add(new ArrayList<>(List.of(i)));
        while (true) {
            int a = -1, b = -1, least = most;
            for (int i = 0; i < clusters.size(); i++)
                for (int j = 0; j < i; j++)
                    if (farthest(distances, clusters.get(i), clusters.get(j)) <= least) {
                        least = farthest(distances, clusters.get(i), clusters.get(j));
                        a = i;
                        b = j;
                    }
            if (a < 0) return clusters;
            clusters.get(b).addAll(clusters.remove(a));
        }
    }

    private static int farthest(int[][] distances, List<Integer> some, List<Integer> others) {
        int farthest = 0;
        for (int i : some) for (int j : others) farthest = Math.max(farthest, distances[i][j]);
        return farthest;
    }

    @Test
    void tiesEndAndGoToTheEarlier() {
        int[][] allAlike = new int[50][50];
        assertThat(new CompleteLinkage(allAlike).cut(0)).containsOnly(0);
        int[][] line = {{0, 5, 9}, {5, 0, 5}, {9, 5, 0}};
        assertThat(new CompleteLinkage(line).cut(5)).containsExactly(0, 0, 1);
    }
}
