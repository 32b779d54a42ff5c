package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.StreamId;

/** What becomes of an arrival. */
public sealed interface Decision {
    /** It was seen before: nothing is to be done. */
    Decision IGNORE = new Ignore();

    /** Calls the case that it is. */
    void tell(Cases cases);

    /** Whether the part goes on. */
    default boolean passes() {
        return false;
    }

    /** What whoever carries decisions out must know how to do. */
    interface Cases {
        /** The part goes on to where speech is looked for. */
        void pass(AudioPart part);

        void account(AccountEntry entry);

        void restate(StreamId stream, SourceRestated restated);

        void reject(RejectedRecord rejected);
    }

    /** Nothing. */
    record Ignore() implements Decision {
        @Override
        public void tell(Cases cases) {}
    }

    /** A first part of a chunk that was not known. */
    record Accept(AudioPart part, AccountEntry entry) implements Decision {
        @Override
        public void tell(Cases cases) {
            cases.account(entry);
            cases.pass(part);
        }

        @Override
        public boolean passes() {
            return true;
        }
    }

    /** Another part of a chunk that was accepted. */
    record Pass(AudioPart part) implements Decision {
        @Override
        public void tell(Cases cases) {
            cases.pass(part);
        }

        @Override
        public boolean passes() {
            return true;
        }
    }

    /** A repeat, or a record that was rejected before it came here. */
    record Count(AccountEntry entry) implements Decision {
        @Override
        public void tell(Cases cases) {
            cases.account(entry);
        }
    }

    /** A repeat that tells a source of a lower rank. */
    record Restate(StreamId stream, SourceRestated restated, AccountEntry entry) implements Decision {
        @Override
        public void tell(Cases cases) {
            cases.account(entry);
            cases.restate(stream, restated);
        }
    }

    /** A chunk that comes too late. */
    record Reject(RejectedRecord rejected, AccountEntry entry) implements Decision {
        @Override
        public void tell(Cases cases) {
            cases.account(entry);
            cases.reject(rejected);
        }
    }

    /** The same, delivered again: it has been accounted for, but its letter may have been lost. */
    record RejectAgain(RejectedRecord rejected) implements Decision {
        @Override
        public void tell(Cases cases) {
            cases.reject(rejected);
        }
    }
}
