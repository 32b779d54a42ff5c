package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.StreamId;
import java.util.function.Consumer;

/** One of the things that the assembly joins. */
public sealed interface AssemblyInput {
    /** How it travels. */
    MessageCodec<AssemblyInput> CODEC = MessageCodec.of("assembly-input", new AssemblyInputLayout());

    StreamId stream();

    /** Gives what it holds to the one that takes such. */
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

    /** The models have answered. */
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

    /** Something is to be accounted. */
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
