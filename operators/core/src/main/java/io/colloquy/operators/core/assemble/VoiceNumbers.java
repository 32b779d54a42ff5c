package io.colloquy.operators.core.assemble;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the voices of a bucket. Numbers mean nothing outside the bucket. So a voice keeps the number by which most of
 * its utterances were published: if numbers followed the order of speech, one late utterance could rewrite everybody's
 * rows.
 */
final class VoiceNumbers {
    private VoiceNumbers() {}

    /**
     * @param ids of the members
     * @param labels the voice of each member, from 0
     * @param voices how many there are
     * @param said what was published of the bucket's utterances before
     * @return the number of each voice, less than {@code voices}
     */
    static int[] of(List<String> ids, int[] labels, int voices, List<PublishedUtterance> said) {
        Map<String, Integer> before = new HashMap<>();
        for (PublishedUtterance utterance : said) before.put(utterance.utteranceId(), utterance.voice());
        int[][] common = new int[voices][voices];
        for (int i = 0; i < labels.length; i++) {
            int number = before.getOrDefault(ids.get(i), voices);
            if (number < voices) common[labels[i]][number]++;
        }
        return matched(common);
    }

    /** Matches those that have most in common first; of equal ones, the first. */
    private static int[] matched(int[][] common) {
        int[] numbers = new int[common.length];
        Arrays.fill(numbers, -1);
        boolean[] taken = new boolean[common.length];
        for (int round = 0; round < common.length; round++) {
            int voice = -1;
            int number = -1;
            for (int v = 0; v < common.length; v++) {
                for (int n = 0; n < common.length; n++) {
                    if (numbers[v] >= 0 || taken[n]) continue;
                    if (voice < 0 || common[v][n] > common[voice][number]) {
                        voice = v;
                        number = n;
                    }
                }
            }
            numbers[voice] = number;
            taken[number] = true;
        }
        return numbers;
    }
}
