package io.colloquy.demo.scoring;

import io.colloquy.demo.scoring.Truth.TrueConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the turns are parted into conversations as they should be.
 *
 * @param expected true conversations
 * @param found published conversations
 * @param exact true ones that a published one matches: the same turns (a turn belongs to the conversation of its stream
 *     that holds its middle), bounds within half a second and the step of the device's clock
 * @param failures what is wrong, for a person
 */
public record PartitionScore(int expected, int found, int exact, List<String> failures) {
    private static final long BOUNDS_MICROS = 500_000;

    public PartitionScore {
        failures = List.copyOf(failures);
    }

    public static PartitionScore of(Truth truth, List<FoundConversation> found) {
        List<String> failures = new ArrayList<>();
        int exact = 0;
        for (TrueConversation conversation : truth.conversations()) {
            Optional<String> fault = fault(conversation, truth, found);
            fault.ifPresent(text -> failures.add("conversation " + conversation.number() + " " + text));
            if (fault.isEmpty()) exact++;
        }
        for (FoundConversation extra : found) {
            boolean meant = truth.turns().anyMatch(turn -> truth.holds(extra, turn));
            if (!meant)
                failures.add("published conversation " + extra.conversationId() + " holds nothing that was said");
        }
        return new PartitionScore(truth.conversations().size(), found.size(), exact, failures);
    }

    /** Every true conversation is matched, and nothing else was published. */
    public boolean allExact() {
        return exact == expected && found == expected;
    }

    private static Optional<String> fault(TrueConversation conversation, Truth truth, List<FoundConversation> found) {
        long unplaced = conversation.turns().stream()
                .filter(turn -> found.stream().filter(c -> truth.holds(c, turn)).count() != 1)
                .count();
        if (unplaced > 0) return Optional.of("has " + unplaced + " turns that are not in exactly one published one");
        List<FoundConversation> homes = found.stream()
                .filter(c -> conversation.turns().stream().anyMatch(turn -> truth.holds(c, turn)))
                .toList();
        if (homes.size() != 1) return Optional.of("is parted into " + homes.size());
        FoundConversation home = homes.get(0);
        if (truth.turns().filter(turn -> truth.holds(home, turn)).count()
                != conversation.turns().size()) {
            return Optional.of("is joined with another");
        }
        long tolerance = BOUNDS_MICROS + truth.clockStep(conversation.stream());
        return boundsFault(home.start() - conversation.start(), home.end() - conversation.end(), tolerance);
    }

    private static Optional<String> boundsFault(long startMicros, long endMicros, long tolerance) {
        if (Math.abs(startMicros) <= tolerance && Math.abs(endMicros) <= tolerance) return Optional.empty();
        return Optional.of(String.format(
                Locale.ROOT, "is off by %.2f s at its start, %.2f s at its end", startMicros / 1e6, endMicros / 1e6));
    }
}
