package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;

/** Layout of an account entry. */
public final class AccountEntryLayout implements Layout<AccountEntry> {
    @Override
    public void write(AccountEntry account, EntryWriter out) {
        MessageLayouts.STREAM.write(account.stream(), out);
        out.difference(account.day());
        out.number(account.receivedMs());
        out.number(account.duplicateMs());
        out.number(account.chunks());
        out.number(account.duplicateChunks());
        out.number(account.rejectedChunks());
    }

    @Override
    public AccountEntry read(EntryReader in) {
        return new AccountEntry(
                MessageLayouts.STREAM.read(in),
                in.difference(),
                in.number(),
                in.number(),
                in.integer(),
                in.integer(),
                in.integer());
    }
}
