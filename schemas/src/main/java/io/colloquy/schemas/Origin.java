package io.colloquy.schemas;

/** Where in Kafka a record lies. */
public record Origin(String topic, int partition, long offset) {

    /** As it stands in the {@code origin} header of a dead letter: {@code topic-partition-offset}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
