package io.colloquy.jobs;

import io.colloquy.connectors.kafka.HeldRecords;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether Kafka still holds what follows a savepoint. Flink's source would go on where Kafka begins, and say nothing.
 */
final class RestoreCheck {
    static final String ACCEPT = "--accept-loss";

    private RestoreCheck() {}

    /**
     * What is missing, a sentence each; none where nothing is.
     *
     * @param positions the offset that the savepoint needs next of each partition; negative where it had read none yet
     */
    static List<String> missing(Map<Integer, Long> positions, KafkaSettings kafka) throws InterruptedException {
        return missing(positions, HeldRecords.ofChunks(kafka), kafka.topics().audioChunks());
    }

    static List<String> missing(Map<Integer, Long> positions, SortedMap<Integer, HeldRecords> held, String topic) {
        if (held.isEmpty() && !positions.isEmpty()) {
            return List.of(
                    "the topic " + topic + " is gone: what it held behind the savepoint is lost, and all that the"
                            + " savepoint knows is whole");
        }
        List<String> missing = new ArrayList<>();
        positions.forEach((partition, needed) -> {
            HeldRecords records = held.getOrDefault(partition, new HeldRecords(0, 0));
            String place = "partition " + partition + " of " + topic;
            if (needed < 0 && records.first() > 0) {
                missing.add(place + " was not read yet when the savepoint was taken, and its first " + records.first()
                        + " records are gone: some of them may have come since");
            } else if (needed < 0) {
                return;
            } else if (needed < records.first()) {
                missing.add(place + " is needed from offset " + needed + " on, and the first that Kafka still holds is "
                        + records.first() + ": " + (records.first() - needed) + " records are gone");
            } else if (needed > records.end()) {
                missing.add(place + " is needed from offset " + needed + " on, and ends at " + records.end()
                        + ": it was made anew or cut; what it held behind the savepoint is lost");
            }
        });
        return missing;
    }

    /** @throws UnreachableException where anything is missing, and that was not accepted */
    static void require(List<String> missing, String savepoint) {
        if (missing.isEmpty()) return;
        throw new UnreachableException(
                "Kafka does not hold what follows the savepoint " + savepoint + ": " + String.join("; ", missing)
                        + ". With " + ACCEPT + " the job goes on with what there is",
                null);
    }
}
