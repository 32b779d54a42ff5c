package io.colloquy.operators.assemble;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One of the things that the assembly joins; exactly one of the three is given. */
@TypeInfo(AssemblyEventForm.class)
public record AssemblyEvent(StreamId stream, LiveChange change, Heard heard, Account account) {

    public static AssemblyEvent of(LiveChange change) {
        return new AssemblyEvent(change.stream(), change, null, null);
    }

    public static AssemblyEvent of(Heard heard) {
        return new AssemblyEvent(heard.stream(), null, heard, null);
    }

    public static AssemblyEvent of(Account account) {
        return new AssemblyEvent(account.stream(), null, null, account);
    }
}
