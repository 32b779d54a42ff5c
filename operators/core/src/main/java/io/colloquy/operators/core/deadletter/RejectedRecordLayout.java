package io.colloquy.operators.core.deadletter;

import io.colloquy.operators.core.deadletter.RejectedRecord.AtHand;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.deadletter.RejectedRecord.Stage;
import io.colloquy.operators.core.deadletter.RejectedRecord.Where;
import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Rejection;
import java.util.Arrays;

/** Layout of a rejected record. */
final class RejectedRecordLayout implements Layout<RejectedRecord> {

    @Override
    public void write(RejectedRecord rejected, EntryWriter out) {
        rejected.record()
                .when(
                        atHand -> {
                            out.flag(true);
                            write(atHand.record(), out);
                        },
                        inKafka -> {
                            out.flag(false);
                            MessageLayouts.STREAM.write(inKafka.stream(), out);
                            CommonLayouts.ORIGIN.write(inKafka.origin(), out);
                        });
        out.text(rejected.rejection().code());
        out.text(rejected.rejection().detail());
        out.number(rejected.stage().number());
        out.difference(rejected.failedAt());
    }

    private static void write(RawRecord record, EntryWriter out) {
        writeMaybe(record.key(), out);
        writeMaybe(record.value(), out);
        CommonLayouts.ORIGIN.write(record.origin(), out);
        out.difference(record.timestamp());
    }

    private static void writeMaybe(byte[] bytes, EntryWriter out) {
        out.flag(bytes != null);
        if (bytes != null) out.bytes(bytes);
    }

    @Override
    public RejectedRecord read(EntryReader in) {
        return new RejectedRecord(
                readWhere(in), new Rejection(in.text(), in.text()), stage(in.integer()), in.difference());
    }

    private static Where readWhere(EntryReader in) {
        if (!in.flag()) return new InKafka(MessageLayouts.STREAM.read(in), CommonLayouts.ORIGIN.read(in));
        return new AtHand(new RawRecord(readMaybe(in), readMaybe(in), CommonLayouts.ORIGIN.read(in), in.difference()));
    }

    private static byte[] readMaybe(EntryReader in) {
        return in.flag() ? in.bytes() : null;
    }

    private static Stage stage(int number) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.number() == number)
                .findFirst()
                .orElseThrow(EntryReader::damaged);
    }
}
