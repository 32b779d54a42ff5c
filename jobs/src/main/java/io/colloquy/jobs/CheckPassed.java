package io.colloquy.jobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a main that was only to check. A main that runs inside a job manager can answer by no other way than an
 * exception.
 */
public final class CheckPassed extends RuntimeException {
    private static final String OPENING = "the job can start there; it goes on in Kafka at";
    private static final Pattern POSITION = Pattern.compile(" (\\d+):(-?\\d+)");

    CheckPassed(Map<Integer, Long> positions) {
        super(written(positions));
    }

    private static String written(Map<Integer, Long> positions) {
        StringBuilder text = new StringBuilder(OPENING);
        new TreeMap<>(positions)
                .forEach((partition, offset) ->
                        text.append(' ').append(partition).append(':').append(offset));
        return text.toString();
    }

    /** Whether the message says that the check has passed. */
    public static boolean isIn(String message) {
        return message.startsWith(OPENING);
    }

    /** Where the job would go on: the offset by partition; negative where it would begin with what Kafka holds. */
    public static Map<Integer, Long> positions(String message) {
        Map<Integer, Long> positions = new TreeMap<>();
        Matcher position = POSITION.matcher(message);
        while (position.find()) positions.put(Integer.valueOf(position.group(1)), Long.valueOf(position.group(2)));
        return positions;
    }
}
