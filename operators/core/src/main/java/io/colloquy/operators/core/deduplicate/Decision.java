package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.StreamId;

/** What becomes of an arrival. */
public sealed interface Decision {
    /** The record was seen before: nothing is to be done. */
    Decision IGNORE = new Ignore();

    /** Carries the decision out. */
    void when(Cases cases);

    /** Whether the part goes on. */
    default boolean passes() {
        return false;
    }

    /** Carries decisions out. A decision calls what it needs, in this order: account, then the rest. */
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
        public void when(Cases cases) {}
    }

    /** A first part of a chunk that was not known. */
    record Accept(AudioPart part, AccountEntry entry) implements Decision {
        @Override
        public void when(Cases cases) {
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
        public void when(Cases cases) {
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
        public void when(Cases cases) {
            cases.account(entry);
        }
    }

    /** A repeat by a source that speaks before the one that was known. */
    record Restate(StreamId stream, SourceRestated restated, AccountEntry entry) implements Decision {
        @Override
        public void when(Cases cases) {
            cases.account(entry);
            cases.restate(stream, restated);
        }
    }

    /** A chunk that comes too late. */
    record Reject(RejectedRecord rejected, AccountEntry entry) implements Decision {
        @Override
        public void when(Cases cases) {
            cases.account(entry);
            cases.reject(rejected);
        }
    }

    /** A chunk that comes too late, delivered again. It was accounted for, but its letter may have been lost. */
    record RejectAgain(RejectedRecord rejected) implements Decision {
        @Override
        public void when(Cases cases) {
            cases.reject(rejected);
        }
    }
}
