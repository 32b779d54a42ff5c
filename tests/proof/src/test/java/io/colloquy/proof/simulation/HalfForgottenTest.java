package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A conversation of which the first buckets are forgotten, and others not yet. */
class HalfForgottenTest {
    private static final long SECOND = 1_000_000;
    private static final long BUCKET = Timeline.BUCKET_MICROS;
    private static final long HOUR = 6 * BUCKET;
    private static final long START = 2_833_200L * BUCKET;
    /** The newest start at which the bucket after {@link #START}'s is forgotten, see {@link AssemblyForgetsTest}. */
    private static final long FORGOTTEN =
            START + 15 * BUCKET + 73 * SECOND + StitchedUtterance.reachMicros(Definition.DEFAULT, true);

    private final AssembledStream stream = new AssembledStream();

    @Test
    void aConversationSettlesBesideOneThatIsHalfForgotten() {
        forgetHalf();
        stream.start(2, Duration.ofHours(24));
        stream.pass(25 * 60);
        assertThat(stream.storage.headers()).hasSize(2).allMatch(ConversationRow::settled);
    }

    @Test
    void aConversationBeginsBesideOneThatIsHalfForgotten() {
        forgetHalf();
        stream.say(START + 6 * BUCKET - 60 * SECOND);
        stream.say(START + 6 * BUCKET);
        stream.pass(1);
        assertThat(stream.storage.conversations()).hasSize(3);
    }

    @Test
    void whatIsLeftIsKeptAsIfItBeganThere() {
        forgetHalf();
        assertThat(stream.spans).as("of conversations of more than one bucket").isEmpty();
    }

    /** Buckets at a time, though there is nothing in every other one. */
    @Test
    void isForgottenBitByBit() {
        AssembledStream slow = new AssembledStream(Duration.ofMinutes(25));
        int utterances = 30;
        for (int i = 0; i < utterances; i++) slow.say(START + 2 * i * BUCKET);
        slow.pass(30);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            slow.keepSilentUntil(START + 40 * HOUR + i * SECOND);
            left.add(slow.summaries.size());
        }

        assertThat(left).startsWith(utterances).endsWith(0).anyMatch(some -> some > 0 && some < utterances);
        assertThat(slow.spans).isEmpty();
        assertThat(slow.storage.conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.utterances()).hasSize(utterances));
    }

    /** Of a conversation that goes on into a bucket with another one, which is not settled. */
    private void forgetHalf() {
        stream.say(START + BUCKET - 60 * SECOND);
        stream.say(START + BUCKET);
        stream.pass(30);
        stream.start(1, Duration.ofHours(24));
        stream.say(START + BUCKET + 400 * SECOND);
        stream.pass(30);
        stream.keepSilentUntil(FORGOTTEN);
        assertThat(stream.summaries.keySet()).as("the bucket in which both are").isEqualTo(Set.of(START / BUCKET + 1));
    }
}
