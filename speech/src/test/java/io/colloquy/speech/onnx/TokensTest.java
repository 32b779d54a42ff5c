package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.speech.api.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void readsSymbolsWordMarksAndBytes() {
        Tokens tokens = Tokens.parse(List.of("▁the 0", "s 1", " a 2", " 3", "<0xC3> 4", "é\t5", "<blk> 6", ""));

        assertThat(tokens.count()).isEqualTo(7);
        assertThat(tokens.blank()).isEqualTo(6);
        assertThat(tokens.beginsWord(0)).isTrue();
        assertThat(text(tokens, 0)).isEqualTo("the");
        assertThat(tokens.beginsWord(1)).isFalse();
        assertThat(tokens.beginsWord(2)).isTrue();
        assertThat(text(tokens, 2)).isEqualTo("a");
        assertThat(tokens.beginsWord(3)).isTrue();
        assertThat(tokens.bytes(3)).isEmpty();
        assertThat(tokens.bytes(4)).containsExactly(0xC3);
        assertThat(text(tokens, 5)).isEqualTo("é");
    }

    private static String text(Tokens tokens, int token) {
        return new String(tokens.bytes(token), StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> Tokens.parse(List.of("a 0", "b"))).hasMessageContaining("line 2");
        assertThatThrownBy(() -> Tokens.parse(List.of("a 0", "b 2"))).hasMessageContaining("line 2 must end");
        assertThatThrownBy(() -> Tokens.parse(List.of("a 0"))).hasMessageContaining("<blk>");
        assertThatThrownBy(() -> Tokens.read(Path.of("nowhere", "tokens.txt")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nowhere");
    }
}
