package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.AccountEntryLayout;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChangeLayout;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.core.transcribe.ClipResultLayout;

/** Layout of what the assembly joins: the number of its kind, then the thing itself. */
final class AssemblyInputLayout implements Layout<AssemblyInput> {
    private static final int CHANGED = 0;
    private static final int TRANSCRIBED = 1;
    private static final int ACCOUNTED = 2;

    private static final Layout<UtteranceChange> CHANGE = new UtteranceChangeLayout();
    private static final Layout<ClipResult> RESULT = new ClipResultLayout();
    private static final Layout<AccountEntry> ENTRY = new AccountEntryLayout();

    @Override
    public void write(AssemblyInput input, EntryWriter out) {
        input.when(
                change -> write(CHANGED, CHANGE, change, out),
                result -> write(TRANSCRIBED, RESULT, result, out),
                entry -> write(ACCOUNTED, ENTRY, entry, out));
    }

    private static <V> void write(int kind, Layout<V> layout, V value, EntryWriter out) {
        out.number(kind);
        layout.write(value, out);
    }

    @Override
    public AssemblyInput read(EntryReader in) {
        return switch (in.integer()) {
            case CHANGED -> AssemblyInput.of(CHANGE.read(in));
            case TRANSCRIBED -> AssemblyInput.of(RESULT.read(in));
            case ACCOUNTED -> AssemblyInput.of(ENTRY.read(in));
            default -> throw EntryReader.damaged();
        };
    }
}
