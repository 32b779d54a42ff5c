package io.colloquy.schemas;

/** Kafka no longer holds a record: its topic's retention has ended it, or the topic was made anew. */
public final class RecordGoneException extends Exception {
    public RecordGoneException(Origin origin) {
        super("the record at " + origin + " is gone", null, false, false);
    }
}
