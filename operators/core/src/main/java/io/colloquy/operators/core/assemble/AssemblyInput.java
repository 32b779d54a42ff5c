package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.StreamId;
import java.util.function.Consumer;

/** What the assembly takes in: one of three kinds of messages. */
public sealed interface AssemblyInput {
    /** How it travels. */
    MessageCodec<AssemblyInput> CODEC = MessageCodec.of("assembly-input", new AssemblyInputLayout());

    StreamId stream();

    /** Calls the consumer of its kind with what it holds. */
    void when(Consumer<UtteranceChange> changed, Consumer<ClipResult> transcribed, Consumer<AccountEntry> accounted);

    static AssemblyInput of(UtteranceChange change) {
        return new Changed(change);
    }

    static AssemblyInput of(ClipResult result) {
        return new Transcribed(result);
    }

    static AssemblyInput of(AccountEntry entry) {
        return new Accounted(entry);
    }

    /** The utterances of the stream changed. */
    record Changed(UtteranceChange change) implements AssemblyInput {
        @Override
        public StreamId stream() {
            return change.stream();
        }

        @Override
        public void when(
                Consumer<UtteranceChange> changed, Consumer<ClipResult> transcribed, Consumer<AccountEntry> accounted) {
            changed.accept(change);
        }
    }

    /** The models have transcribed a clip, or failed on it. */
    record Transcribed(ClipResult result) implements AssemblyInput {
        @Override
        public StreamId stream() {
            return result.stream();
        }

        @Override
        public void when(
                Consumer<UtteranceChange> changed, Consumer<ClipResult> transcribed, Consumer<AccountEntry> accounted) {
            transcribed.accept(result);
        }
    }

    /** A record adds to an account. */
    record Accounted(AccountEntry entry) implements AssemblyInput {
        @Override
        public StreamId stream() {
            return entry.stream();
        }

        @Override
        public void when(
                Consumer<UtteranceChange> changed, Consumer<ClipResult> transcribed, Consumer<AccountEntry> accounted) {
            accounted.accept(entry);
        }
    }
}
