package io.colloquy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ParagraphTest {

    @Test
    void wrapsBetweenWordsUnderWhereTheTextBegan() {
        assertThat(Paragraph.of("[09:30:00] S1  ", "we should be there by half past four", 32)
                        .lines())
                .containsExactly(
                        "[09:30:00] S1  we should be", "               there by half", "               past four");
    }

    @Test
    void keepsALongWordWhole() {
        assertThat(Paragraph.of("> ", "a donaudampfschifffahrt b", 10).lines())
                .containsExactly("> a", "  donaudampfschifffahrt", "  b");
    }

    @Test
    void leavesAShortTextOnOneLine() {
        assertThat(Paragraph.of("S1  ", "hello", 9)).isEqualTo("S1  hello");
        assertThat(Paragraph.of("S1  ", "", 9)).isEqualTo("S1  ");
    }

    @Property(tries = 200)
    void losesNoWordAndKeepsTheWidth(
            @ForAll @Size(min = 1, max = 60) List<@LowerChars @StringLength(min = 1, max = 12) String> words,
            @ForAll @IntRange(min = 16, max = 60) int width) {
        String wrapped = Paragraph.of("ab  ", String.join(" ", words), width);

        assertThat(wrapped.lines())
                .allMatch(line -> line.length() <= width && line.matches("(ab| {2}) {2}\\S.*\\S|(ab| {2}) {2}\\S"));
        assertThat(wrapped.substring(4).strip().split("\\s+")).containsExactlyElementsOf(words);
    }
}
