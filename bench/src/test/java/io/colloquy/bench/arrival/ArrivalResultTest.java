package io.colloquy.bench.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalResultTest {
    private static final ArrivalScore OURS = score("Colloquy", 15, 0.8, 1, 11);

    private static ArrivalScore score(String log, int exact, double lost, double twice, int errors) {
        return new ArrivalScore("in order", log, 15, 15, exact, 400, lost, twice, errors, 1_000, 538, 9.3);
    }

    @Test
    void isGoodWhereNobodyIsBetter() {
        ArrivalResult result = new ArrivalResult(List.of(OURS, OURS, score("turnstile", 13, 20, 30, 40)));

        assertThat(result.failures()).isEmpty();
    }

    @Test
    void theLastQuarterOfAPercentIsNotWorthAFailure() {
        assertThat(new ArrivalResult(List.of(OURS, score("turnstile", 15, 0, 0, 9))).failures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16, 0.8, 1, 11", "15, -0.3, 1, 11", "15, 0.8, -0.1, 11", "15, 0.8, 1, 8"})
    void saysWhereAnotherIsBetterInOneFigure(int exact, double lost, double twice, int errors) {
        ArrivalResult result = new ArrivalResult(List.of(OURS, score("session windows", exact, lost, twice, errors)));

        assertThat(result.failures()).containsExactly("in order: session windows is better in something");
    }

    @Test
    void theTableHasALineForEachLog() {
        List<String> lines = new ArrivalResult(List.of(OURS, score("turnstile", 13, 20, 30, 40))).lines();

        assertThat(lines.get(3)).startsWith("in order").contains("Colloquy", "15/15 (15)", "0.8", "1.1 %");
        assertThat(lines.get(4)).startsWith("  ").contains("turnstile", "13/15 (15)", "20.0", "4.0 %");
    }

    @Test
    void thePictureIsXmlWithABarForEachFigure() throws Exception {
        String svg = ArrivalPicture.of(new ArrivalResult(List.of(OURS, OURS, score("turnstile", 13, 20, 30, 40))));

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3 + 5 * 3);
        assertThat(svg).contains(">20.0<", ">4.0<");
    }
}
