package io.colloquy.operators.admit;

import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How what a record adds to an account is written. */
public final class AccountCodec implements Codec<Account> {
    @Override
    public void write(Account account, EntryWriter out) {
        MessageCodecs.STREAM.write(account.stream(), out);
        out.difference(account.day());
        out.number(account.receivedMs());
        out.number(account.duplicateMs());
        out.number(account.chunks());
        out.number(account.duplicateChunks());
        out.number(account.rejectedChunks());
    }

    @Override
    public Account read(EntryReader in) {
        return new Account(
                MessageCodecs.STREAM.read(in),
                in.difference(),
                in.number(),
                in.number(),
                in.integer(),
                in.integer(),
                in.integer());
    }
}
