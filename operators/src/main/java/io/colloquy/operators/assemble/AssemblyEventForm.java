package io.colloquy.operators.assemble;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.admit.AccountCodec;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.hear.HeardCodec;
import io.colloquy.operators.message.MessageForm;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.LiveChangeCodec;

/** How what the assembly joins travels. */
public final class AssemblyEventForm extends MessageForm<AssemblyEvent> {
    private static final long serialVersionUID = 1L;

    private static final Codec<AssemblyEvent> CODEC = new AssemblyEventCodec();

    @Override
    public Class<AssemblyEvent> type() {
        return AssemblyEvent.class;
    }

    @Override
    public Codec<AssemblyEvent> codec() {
        return CODEC;
    }

    private enum Kind {
        CHANGE,
        HEARD,
        ACCOUNT
    }

    private static final class AssemblyEventCodec implements Codec<AssemblyEvent> {
        private static final Codec<LiveChange> CHANGE = new LiveChangeCodec();
        private static final Codec<Heard> HEARD = new HeardCodec();
        private static final Codec<Account> ACCOUNT = new AccountCodec();

        @Override
        public void write(AssemblyEvent event, EntryWriter out) {
            if (event.change() != null) {
                out.number(Kind.CHANGE.ordinal());
                CHANGE.write(event.change(), out);
            } else if (event.heard() != null) {
                out.number(Kind.HEARD.ordinal());
                HEARD.write(event.heard(), out);
            } else {
                out.number(Kind.ACCOUNT.ordinal());
                ACCOUNT.write(event.account(), out);
            }
        }

        @Override
        public AssemblyEvent read(EntryReader in) {
            return switch (in.oneOf(Kind.values())) {
                case CHANGE -> AssemblyEvent.of(CHANGE.read(in));
                case HEARD -> AssemblyEvent.of(HEARD.read(in));
                case ACCOUNT -> AssemblyEvent.of(ACCOUNT.read(in));
            };
        }
    }
}
