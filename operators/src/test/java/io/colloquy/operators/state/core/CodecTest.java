package io.colloquy.operators.state.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
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
            assertThatThrownBy(() -> TEXTS.decode(cut)).hasMessageContaining("damaged");
        }
        assertThatThrownBy(() -> TEXTS.decode(Arrays.copyOf(entry, entry.length + 1)))
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> TEXTS.decode(new byte[] {Codec.FORMAT, -1, -1, -1, -1, 127}))
                .hasMessageContaining("damaged");
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
