package io.colloquy.demo.scoring;

import io.colloquy.demo.scoring.Truth.TrueConversation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The share of true speech that is not under its speaker's label, once the labels of each conversation stand for the
 * speakers that they fit best, one label a speaker. Speech that no utterance covers is under no label, so it counts.
 *
 * @param wrongMicros speech under another label or none
 * @param speechMicros all speech of the truth
 */
public record SpeakerError(long wrongMicros, long speechMicros) {

    public static SpeakerError of(Truth truth, List<FoundUtterance> found) {
        long right = 0;
        long speech = 0;
        for (TrueConversation conversation : truth.conversations()) {
            speech += conversation.turns().stream()
                    .mapToLong(turn -> turn.end() - turn.start())
                    .sum();
            Map<String, Map<String, Long>> shared = new LinkedHashMap<>();
            forEachOverlap(conversation, found, (turn, utterance) -> shared.computeIfAbsent(
                            turn.speaker(), speaker -> new LinkedHashMap<>())
                    .merge(label(utterance), overlap(turn, utterance), Long::sum));
            right += bestMatch(new ArrayList<>(shared.values()), 0, new HashSet<>());
        }
        return new SpeakerError(speech - right, speech);
    }

    /** 0 to 1. */
    public double rate() {
        return speechMicros == 0 ? 0 : wrongMicros / (double) speechMicros;
    }

    private static void forEachOverlap(
            TrueConversation conversation, List<FoundUtterance> found, BiConsumer<Turn, FoundUtterance> action) {
        for (FoundUtterance utterance : found) {
            if (!utterance.stream().equals(conversation.stream())) continue;
            for (Turn turn : conversation.turns()) {
                if (overlap(turn, utterance) > 0) action.accept(turn, utterance);
            }
        }
    }

    private static long overlap(Turn turn, FoundUtterance utterance) {
        return Math.min(turn.end(), utterance.end()) - Math.max(turn.start(), utterance.start());
    }

    /** S1 of one published conversation is nobody in another. */
    private static String label(FoundUtterance utterance) {
        return utterance.conversationId() + "/" + utterance.speaker();
    }

    /** The most speech under the right label, over every assignment; a handful of speakers make that few. */
    private static long bestMatch(List<Map<String, Long>> speakers, int next, Set<String> taken) {
        if (next == speakers.size()) return 0;
        long best = bestMatch(speakers, next + 1, taken);
        for (Map.Entry<String, Long> label : speakers.get(next).entrySet()) {
            if (!taken.add(label.getKey())) continue;
            best = Math.max(best, label.getValue() + bestMatch(speakers, next + 1, taken));
            taken.remove(label.getKey());
        }
        return best;
    }
}
