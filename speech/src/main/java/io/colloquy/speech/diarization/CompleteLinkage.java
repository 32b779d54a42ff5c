package io.colloquy.speech.diarization;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Agglomerative clustering where two clusters are as far apart as their farthest members, by chains of nearest
 * neighbours (Murtagh 1983): O(n²). Two clusters that are each other's nearest are merged if they are near enough; if
 * not, neither can ever merge, for merging only adds distance.
 */
final class CompleteLinkage {
    private final int[][] distances;
    private final int[] clusterOf;
    private final boolean[] active;
    private final Deque<Integer> chain = new ArrayDeque<>();

    /** @param distances symmetric; overwritten */
    CompleteLinkage(int[][] distances) {
        this.distances = distances;
        this.clusterOf = new int[distances.length];
        this.active = new boolean[distances.length];
    }

    /** The cluster of each item, numbered by first appearance, no two members farther apart than {@code most}. */
    int[] cut(int most) {
        Arrays.setAll(clusterOf, i -> i);
        Arrays.fill(active, true);
        for (int start = 0; start < active.length; start++) {
            while (active[start]) {
                ClusteringInterruptedException.throwIfInterrupted();
                if (chain.isEmpty()) chain.push(start);
                extend(most);
            }
        }
        return numbered();
    }

    /** Follows the chain to the next nearest neighbour, or merges or settles its last two. */
    private void extend(int most) {
        int last = chain.pop();
        Integer before = chain.peek();
        int nearest = nearest(last, before == null ? last : before);
        if (nearest == last || distances[last][nearest] > most) {
            active[last] = false;
        } else if (before != null && nearest == before) {
            chain.pop();
            merge(Math.min(last, nearest), Math.max(last, nearest));
        } else {
            chain.push(last);
            chain.push(nearest);
        }
    }

    /**
     * Of several, {@code preferred} (without that a chain could go round in circles), then the first; itself if alone.
     */
    private int nearest(int item, int preferred) {
        int nearest = preferred;
        for (int i = 0; i < active.length; i++) {
            if (!active[i] || i == item) continue;
            if (nearest == item || distances[item][i] < distances[item][nearest]) nearest = i;
        }
        return nearest;
    }

    private void merge(int kept, int gone) {
        active[gone] = false;
        for (int i = 0; i < active.length; i++) {
            distances[kept][i] = distances[i][kept] = Math.max(distances[kept][i], distances[gone][i]);
            if (clusterOf[i] == gone) clusterOf[i] = kept;
        }
    }

    private int[] numbered() {
        int[] order = Arrays.stream(clusterOf).distinct().toArray();
        int[] numbers = new int[clusterOf.length];
        for (int i = 0; i < numbers.length; i++) while (order[numbers[i]] != clusterOf[i]) numbers[i]++;
        return numbers;
    }
}
