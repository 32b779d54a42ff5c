package io.colloquy.demo.scoring;

import io.colloquy.demo.scoring.Truth.TrueConversation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words that were substituted, left out or put in, over words that were said: the Levenshtein distance over the text of
 * each conversation in the order of time.
 *
 * @param errors over all conversations
 * @param words that were said
 */
public record WordErrorRate(int errors, int words) {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}']+");

    /**
     * An utterance belongs to the conversation of its stream that is nearest; of a stream without any, all is an error.
     */
    public static WordErrorRate of(Truth truth, List<FoundUtterance> found) {
        Map<TrueConversation, List<FoundUtterance>> byConversation = new IdentityHashMap<>();
        int invented = 0;
        for (FoundUtterance utterance : found) {
            TrueConversation home = truth.nearest(utterance.stream(), utterance.middle());
            if (home == null) invented += words(utterance.text()).size();
            else byConversation.computeIfAbsent(home, c -> new ArrayList<>()).add(utterance);
        }
        WordErrorRate total = new WordErrorRate(invented, 0);
        for (TrueConversation conversation : truth.conversations()) {
            total = total.plus(of(conversation, byConversation.getOrDefault(conversation, List.of())));
        }
        return total;
    }

    /** Errors per word; 0 where nothing was said and nothing found. */
    public double rate() {
        return errors == 0 ? 0 : errors / (double) words;
    }

    private WordErrorRate plus(WordErrorRate other) {
        return new WordErrorRate(errors + other.errors, words + other.words);
    }

    private static WordErrorRate of(TrueConversation conversation, List<FoundUtterance> found) {
        List<String> said = conversation.turns().stream()
                .flatMap(turn -> words(turn.text()).stream())
                .toList();
        List<String> recognised = found.stream()
                .sorted(Comparator.comparingLong(FoundUtterance::start))
                .flatMap(utterance -> words(utterance.text()).stream())
                .toList();
        return new WordErrorRate(distance(said, recognised), said.size());
    }

    /** Lower case, without punctuation; an apostrophe is part of a word. */
    static List<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Levenshtein distance, in time and memory of said × recognised and recognised. */
    static int distance(List<String> said, List<String> recognised) {
        int[] row = new int[recognised.size() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (said.get(i - 1).equals(recognised.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[row.length - 1];
    }
}
