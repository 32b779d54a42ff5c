package io.colloquy.bench.arrival;

import static io.colloquy.bench.arrival.MadeUp.STREAM;
import static io.colloquy.bench.arrival.MadeUp.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.arrival.Turnstile.SpokenChunk;
import io.colloquy.schemas.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final Turnstile turnstile = new Turnstile();

    private static SpokenChunk chunk(double from, double to, String text) {
        return new SpokenChunk(STREAM, List.of(line(from, to, text)));
    }

    @Test
    void chunksOfOneRequestTakeTheirTurnInTheOrderOfTime() {
        turnstile.take(List.of(chunk(200, 210, "c"), chunk(0, 10, "a"), chunk(100, 110, "b")));

        assertThat(turnstile.log().conversations()).hasSize(1);
    }

    @Test
    void twoConversationsStayTwoWhenWhatJoinsThemComesLater() {
        turnstile.take(List.of(chunk(0, 10, "a")));
        turnstile.take(List.of(chunk(200, 210, "c")));
        turnstile.take(List.of(chunk(100, 110, "b")));

        assertThat(turnstile.log().conversations()).hasSize(2);
        assertThat(turnstile.log().utterances()).hasSize(3);
    }

    @Test
    void aChunkJoinsTheConversationWhoseBoundsAreNearest() {
        turnstile.take(List.of(chunk(0, 10, "a")));
        turnstile.take(List.of(chunk(200, 210, "c")));
        turnstile.take(List.of(chunk(115, 120, "b")));

        assertThat(turnstile.log().conversations()).anySatisfy(conversation -> {
            assertThat(conversation.start()).isEqualTo(MadeUp.at(115));
            assertThat(conversation.end()).isEqualTo(MadeUp.at(210));
        });
    }

    @Test
    void reachesTwoMinutesAndNoFurther() {
        turnstile.take(List.of(chunk(0, 10, "a")));
        turnstile.take(List.of(chunk(130, 140, "b")));
        turnstile.take(List.of(chunk(260.1, 270, "c")));

        assertThat(turnstile.log().conversations()).hasSize(2);
    }

    @Test
    void whatIsToldAlreadyIsNotToldAgain() {
        turnstile.take(List.of(chunk(0, 10, "good morning")));
        turnstile.take(List.of(chunk(1, 11, "good morning"), chunk(2, 12, "good evening")));

        assertThat(turnstile.log().utterances())
                .extracting(utterance -> utterance.row().text())
                .containsExactlyInAnyOrder("good morning", "good evening");
    }

    @Test
    void streamsDoNotMeet() {
        turnstile.take(List.of(chunk(0, 10, "a")));
        turnstile.take(List.of(new SpokenChunk(new StreamId("another", "owner"), List.of(line(0, 10, "a")))));

        assertThat(turnstile.log().conversations()).hasSize(2);
    }
}
