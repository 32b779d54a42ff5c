package io.colloquy.operators.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private static final StateCodec<List<String>> TEXTS = StateCodec.of("tested", CommonLayouts.TEXT.list());

    @Test
    void refusesAVersionThatItDoesNotKnowAndNamesCodecAndVersion() {
        byte[] entry = TEXTS.encode(List.of("a"));
        for (int version : new int[] {0, 2}) {
            entry[0] = (byte) version;
            assertThatThrownBy(() -> TEXTS.decode(entry))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("codec tested in version " + version)
                    .hasMessageContaining("a later one");
        }
    }

    @Test
    void readsEveryEarlierVersionAndWritesTheLast() {
        StateCodec<List<String>> next = TEXTS.then(new Backwards());
        byte[] old = TEXTS.encode(List.of("a", "b"));
        byte[] now = next.encode(List.of("a", "b"));

        assertThat(next.version()).isEqualTo(2);
        assertThat(now).isNotEqualTo(old);
        assertThat(next.decode(old)).containsExactly("a", "b");
        assertThat(next.decode(now)).containsExactly("a", "b");
    }

    /** The same in another layout. */
    private record Backwards() implements Layout<List<String>> {
        @Override
        public void write(List<String> values, EntryWriter out) {
            List<String> reversed = new ArrayList<>(values);
            Collections.reverse(reversed);
            CommonLayouts.TEXT.list().write(reversed, out);
        }

        @Override
        public List<String> read(EntryReader in) {
            List<String> values = new ArrayList<>(CommonLayouts.TEXT.list().read(in));
            Collections.reverse(values);
            return values;
        }
    }

    @Test
    void damageIsFound() {
        byte[] entry = TEXTS.encode(List.of("some", "words"));
        for (int length = 1; length < entry.length; length++) {
            byte[] cut = Arrays.copyOf(entry, length);
            assertDamaged(() -> TEXTS.decode(cut));
        }
        assertDamaged(() -> TEXTS.decode(Arrays.copyOf(entry, entry.length + 1)));
        assertDamaged(() -> TEXTS.decode(new byte[] {1, -1, -1, -1, -1, 127}));
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
    void onlyAKnownSourceIsRead() {
        for (Source source : Source.values()) {
            EntryWriter out = new EntryWriter();
            CommonLayouts.SOURCE.write(source, out);
            assertThat(CommonLayouts.SOURCE.read(new EntryReader(out.toBytes())))
                    .isEqualTo(source);
        }
        assertDamaged(() -> CommonLayouts.SOURCE.read(reader(Source.values().length)));
        assertDamaged(() -> CommonLayouts.SOURCE.read(reader(-1)));
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
        var codec = StateCodec.of("tested", CommonLayouts.DIGEST.list());
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
        out.repeated(text, CommonLayouts.TEXT);
        out.repeated("b", CommonLayouts.TEXT);
        out.repeated(text, CommonLayouts.TEXT);
        byte[] written = out.toBytes();
        assertThat(written).hasSize(1 + 1 + 100 + 3 + 1);
        EntryReader in = new EntryReader(written);
        assertThat(in.repeated(CommonLayouts.TEXT)).isEqualTo(text);
        assertThat(in.repeated(CommonLayouts.TEXT)).isEqualTo("b");
        assertThat(in.repeated(CommonLayouts.TEXT)).isEqualTo(text);
    }

    @Test
    void smallNumbersAreShort() {
        EntryWriter out = new EntryWriter();
        for (int i = 0; i < 128; i++) out.number(i);
        for (int i = -64; i < 64; i++) out.difference(i);
        assertThat(out.toBytes()).hasSize(256);
    }
}
