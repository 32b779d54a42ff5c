package io.colloquy.operators.core.deadletter;

import io.colloquy.operators.core.Either;
import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.StreamId;
import java.util.function.Function;

/**
 * A record that is to become a dead letter. Every operator that rejects something says so by one of these.
 *
 * @param stage the operator that rejected it
 * @param failedAt ms since the epoch
 */
public record RejectedRecord(Where record, Rejection rejection, Stage stage, long failedAt) {
    /** How rejected records travel. */
    public static final MessageCodec<RejectedRecord> CODEC =
            MessageCodec.of("rejected-record", new RejectedRecordLayout());

    /** Where the record is. */
    public sealed interface Where extends Either<AtHand, InKafka> {

        Origin origin();
    }

    /** It is here, whole. */
    public record AtHand(RawRecord record) implements Where {
        @Override
        public Origin origin() {
            return record.origin();
        }

        @Override
        public <R> R match(Function<AtHand, R> atHand, Function<InKafka, R> inKafka) {
            return atHand.apply(this);
        }
    }

    /**
     * It was decoded once, so its key is the name of its device. Kafka may no longer hold it.
     *
     * @param stream whose record it is
     */
    public record InKafka(StreamId stream, Origin origin) implements Where {
        @Override
        public <R> R match(Function<AtHand, R> atHand, Function<InKafka, R> inKafka) {
            return inKafka.apply(this);
        }
    }

    /** The operators that reject records, as the header {@code stage} of dead letters names them. */
    public enum Stage {
        DECODE(0, "decode"),
        DEDUPLICATE(1, "admit"),
        DETECT(2, "detect-speech"),
        TRANSCRIBE(3, "hear");

        private final int number;
        private final String wireName;

        Stage(int number, String wireName) {
            this.number = number;
            this.wireName = wireName;
        }

        /** By which savepoints know it. */
        int number() {
            return number;
        }

        /** As the header has it. It is part of the contract: other programs read it. */
        public String wireName() {
            return wireName;
        }
    }

    /** The same, with another detail. */
    public RejectedRecord because(String detail) {
        return new RejectedRecord(record, new Rejection(rejection.code(), detail), stage, failedAt);
    }

    /** The letter with this record in it. */
    public DeadLetter letter(RawRecord whole) {
        return new DeadLetter(whole, rejection.code(), rejection.detail(), stage.wireName(), failedAt);
    }

    /** Without the record: audio never reaches a log. */
    @Override
    public String toString() {
        return "rejected " + record.origin() + ": " + rejection.code();
    }
}
