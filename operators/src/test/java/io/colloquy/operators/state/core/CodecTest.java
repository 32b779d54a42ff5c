package io.colloquy.operators.state.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.Digest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final Codec<List<String>> TEXTS = CommonCodecs.TEXT.list();

    @Test
    void anotherFormatIsRefused() {
        byte[] entry = TEXTS.encode(List.of("a"));
        entry[0] = Codec.FORMAT + 1;
        assertThatThrownBy(() -> TEXTS.decode(entry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format " + (Codec.FORMAT + 1))
                .hasMessageContaining("a later one");
    }

    @Test
    void damageIsFound() {
        byte[] entry = TEXTS.encode(List.of("some", "words"));
        for (int length = 1; length < entry.length; length++) {
            byte[] cut = Arrays.copyOf(entry, length);
            assertDamaged(() -> TEXTS.decode(cut));
        }
        assertDamaged(() -> TEXTS.decode(Arrays.copyOf(entry, entry.length + 1)));
        assertDamaged(() -> TEXTS.decode(new byte[] {Codec.FORMAT, -1, -1, -1, -1, 127}));
    }

    @Test
    void damageIsFoundInWhatHasAFixedLength() {
        assertDamaged(() -> new EntryReader(new byte[Long.BYTES - 1]).random());
        assertDamaged(() -> new EntryReader(new byte[Integer.BYTES - 1]).hash());
    }

    @Test
    void aNumberThatNeverEndsIsDamage() {
        byte[] more = new byte[11];
        Arrays.fill(more, (byte) 0x80);
        assertDamaged(() -> new EntryReader(more).number());
    }

    @Test
    void onlyAKnownValueOfAnEnumIsRead() {
        Thread.State[] values = Thread.State.values();
        for (Thread.State value : values) {
            assertThat(reader(value.ordinal()).oneOf(values)).isEqualTo(value);
        }
        assertDamaged(() -> reader(values.length).oneOf(values));
        assertDamaged(() -> reader(-1).oneOf(values));
    }

    @Test
    void anEntryIsAsLongAsItNeedsToBe() {
        EntryWriter out = new EntryWriter();
        String text = "a".repeat(1_000);
        out.text(text);
        for (int i = 0; i < 200; i++) out.random(i);
        for (int i = 0; i < 1_000; i++) out.hash(i);
        EntryReader in = new EntryReader(out.toBytes());
        assertThat(in.text()).isEqualTo(text);
        for (int i = 0; i < 200; i++) assertThat(in.random()).isEqualTo(i);
        for (int i = 0; i < 1_000; i++) assertThat(in.hash()).isEqualTo(i);
        in.expectEnd();
    }

    @Test
    void digestsAreReadAsTheyWereWritten() {
        List<Digest> digests = List.of(new Digest(1, 2, 3, 4), new Digest(-1, 0, Long.MIN_VALUE, Long.MAX_VALUE));
        Codec<List<Digest>> codec = CommonCodecs.DIGEST.list();
        assertThat(codec.decode(codec.encode(digests))).isEqualTo(digests);
    }

    @Test
    void anEmptyListIsNoEntry() {
        Map<String, List<String>> map = new HashMap<>();
        Entries<String, List<String>> entries = Entries.over(map);
        entries.put("key", List.of("a"));
        assertThat(entries.get("key")).containsExactly("a");
        entries.put("key", List.of());
        assertThat(map).isEmpty();
    }

    private static EntryReader reader(long number) {
        EntryWriter out = new EntryWriter();
        out.number(number);
        return new EntryReader(out.toBytes());
    }

    private static void assertDamaged(ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOf(IllegalStateException.class).hasMessageContaining("damaged");
    }

    @Test
    void whatIsRepeatedIsWrittenOnce() {
        String text = "a".repeat(100);
        EntryWriter out = new EntryWriter();
        out.repeated(text, CommonCodecs.TEXT);
        out.repeated("b", CommonCodecs.TEXT);
        out.repeated(text, CommonCodecs.TEXT);
        byte[] written = out.toBytes();
        assertThat(written).hasSize(1 + 1 + 100 + 3 + 1);
        EntryReader in = new EntryReader(written);
        assertThat(in.repeated(CommonCodecs.TEXT)).isEqualTo(text);
        assertThat(in.repeated(CommonCodecs.TEXT)).isEqualTo("b");
        assertThat(in.repeated(CommonCodecs.TEXT)).isEqualTo(text);
    }

    @Test
    void smallNumbersAreShort() {
        EntryWriter out = new EntryWriter();
        for (int i = 0; i < 128; i++) out.number(i);
        for (int i = -64; i < 64; i++) out.difference(i);
        assertThat(out.toBytes()).hasSize(256);
    }
}
