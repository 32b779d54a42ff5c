package io.colloquy.bench.arrival;

import static io.colloquy.bench.arrival.MadeUp.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.arrival.DeliveryPlan.Post;
import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.schemas.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionWindowsLogTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final Ear ear = MadeUp.ear();

    private ConversationLog log(Post... posts) throws Exception {
        DeliveryPlan plan = new DeliveryPlan("made up", List.of(posts), List.of(), Truth.of(List.of()));
        return new SessionWindowsLog().make(plan, ear);
    }

    private static Post post(long at, SentChunk... chunks) {
        return new Post(NOW + at, List.of(chunks));
    }

    private static SentChunk said(double at) {
        return chunk(Source.SYNC, at, 5, 0);
    }

    @Test
    void aLateChunkJoinsTwoWindowsAndAllIsHeardAgain() throws Exception {
        ConversationLog log = log(post(0, said(0), said(200)), post(HOUR, said(100)));

        assertThat(log.conversations()).hasSize(1);
        assertThat(log.utterances()).hasSize(3);
        assertThat(ear.takeSpent().heardSeconds()).isEqualTo(10 + 15);
    }

    @Test
    void theGapPartsConversations() throws Exception {
        ConversationLog log = log(post(0, said(0), said(124), said(250)));

        assertThat(log.conversations())
                .extracting(FoundConversation::start)
                .containsExactlyInAnyOrder(MadeUp.at(0), MadeUp.at(250));
    }

    @Test
    void lateChunksThatComeTogetherFireOnce() throws Exception {
        log(post(0, said(0)), post(HOUR, said(20)), post(HOUR + 100, said(40)));

        assertThat(ear.takeSpent().heardSeconds()).isEqualTo(5 + 15);
    }

    @Test
    void aChunkThatComesAgainCostsNothing() throws Exception {
        ConversationLog log = log(post(0, said(0)), post(HOUR, said(0)));

        assertThat(log.utterances()).hasSize(1);
        assertThat(ear.takeSpent().heardSeconds()).isEqualTo(5);
    }
}
