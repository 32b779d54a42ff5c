package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who the voices of a conversation are, and which of them are said when it changes. */
class SpeakersTest {
    private static final long SECOND = 1_000_000;
    /** Where nodes begin on the two levels above buckets. */
    private static final long FIRST = 2_833_344;

    private static final long START = FIRST * Timeline.BUCKET_MICROS;

    private final AssembledStream stream = new AssembledStream();

    /** They are told apart by what differs most in what they say, and told to be one by all that they say. */
    @Test
    void twoVoicesOfABucketMayBeOneSpeaker() {
        say(0, 0, "model");
        for (int second = 10; second < 100; second += 10) say(second, 39, "model");
        say(100, 80, "model");
        stream.pass(1);
        assertThat(header().voices()).containsExactly(new VoiceLabel(FIRST, 0, "S1"), new VoiceLabel(FIRST, 1, "S1"));
        assertThat(header().speakers()).isEqualTo(1);
    }

    @Test
    void thatAnotherModelTellsAVoiceOtherwiseIsNews() {
        say(590, 0, "model 2");
        for (int second = 690; second < 1_190; second += 100) say(second, 90, "model");
        StitchedUtterance last = say(1_210, 90, "model");
        stream.pass(1);
        assertThat(header().voices()).contains(new VoiceLabel(FIRST + 2, 0, "S2"));
        String models = header().models();

        transcribe(last, 0, "model 2");
        stream.pass(1);
        assertThat(last().utterances()).isEmpty();
        assertThat(header().models()).isEqualTo(models);
        assertThat(header().voices()).containsExactly(new VoiceLabel(FIRST + 2, 0, "S1"));
        assertThat(header()).matches(ConversationRow::changed);
    }

    /** The half that keeps the id is known but for the bucket in which it ends now; the other one has a new id. */
    @Test
    void ofAConversationThatSplitsOnlyWhatChangedIsSaid() {
        long between = START + 2_500 * SECOND;
        for (long start = START; start < START + 12_000 * SECOND; start += 100 * SECOND) stream.say(start);
        stream.pass(1);
        assertThat(header().voices()).hasSize(20);

        stream.account(between);
        stream.change(between, List.of(AssembledStream.utterance(between)), List.of(), List.of());
        stream.pass(1);
        assertThat(last().conversations()).hasSize(2);
        assertThat(header().voices()).containsExactly(new VoiceLabel(FIRST + 4, 0, "S1"));
        assertThat(last().conversations().get(1)).matches(ConversationRow::allVoices);
    }

    /** @param angle of the voice: two may be one's in a bucket up to 60 degrees apart, in a conversation up to 49 */
    private StitchedUtterance say(int second, int angle, String model) {
        StitchedUtterance utterance = stream.show(START + second * SECOND);
        transcribe(utterance, angle, model);
        return utterance;
    }

    private void transcribe(StitchedUtterance utterance, int angle, String model) {
        double radians = Math.toRadians(angle);
        SpeakerEmbedding voice =
                SpeakerEmbedding.of(new float[] {(float) Math.cos(radians), (float) Math.sin(radians)});
        List<Word> words = List.of(new Word("word", 0, 500, 1));
        stream.transcribe(new ClipResult(
                Simulation.STREAM, utterance.clipId(), utterance.clipStart(), model, words, voice, null));
    }

    private Revision last() {
        return stream.revisions.get(stream.revisions.size() - 1);
    }

    /** As it was last said, of what begins first. */
    private ConversationRow header() {
        return last().conversations().get(0);
    }
}
