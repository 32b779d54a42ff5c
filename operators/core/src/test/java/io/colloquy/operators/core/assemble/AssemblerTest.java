package io.colloquy.operators.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Definition.Voices;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final int SECOND = Timeline.SAMPLE_RATE;
    private static final long BUCKET_START = 2_800_000L * Timeline.BUCKET_MICROS;

    private final TreeSet<Long> timers = new TreeSet<>();
    private final List<Revision> revisions = new ArrayList<>();
    private long now = 1_800_000_000_000L;

    @Test
    void joinsAcrossAGapAlmostAsLongAsABucketAfterALongUtterance() {
        Assembler assembler = assembler(Duration.ofSeconds(599));
        say(assembler, 599, 19);
        say(assembler, 599 + 19 + 597, 5);
        runUntilQuiet(assembler);
        assertThat(last().conversations()).hasSize(1);
    }

    @Test
    void splitsAtExactlyTheGap() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        say(assembler, 0, 5);
        say(assembler, 125, 5);
        runUntilQuiet(assembler);
        assertThat(last().conversations()).hasSize(2);
    }

    @Test
    void settlesOnceHoweverOftenItChanged() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        for (int i = 0; i < 20; i++) {
            say(assembler, 10 * i, 5);
            runUntil(assembler, now + 10_000);
        }
        int changes = revisions.size();
        runUntilQuiet(assembler);
        assertThat(revisions).hasSize(changes + 1);
        assertThat(last().conversations()).singleElement().matches(conversation -> conversation.settled());
    }

    @Test
    void aFailureDoesNotReplaceATranscript() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        StitchedUtterance utterance = say(assembler, 0, 5);
        assembler.accept(AssemblyInput.of(result(utterance, List.of(), "other model", "out of memory")), now);
        runUntilQuiet(assembler);
        assertThat(last().conversations()).hasSize(1);
    }

    @Test
    void publishesOnceNothingChangedForAWhile() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        now += 30;
        say(assembler, 0, 5);
        assertThat(timers).containsExactly(now - 30 + 2_100);
        now += 1_500;
        say(assembler, 10, 5);
        Assembler.Step early = assembler.onTimer(now + 600, now + 600);
        assertThat(early.revision()).isNull();
        assertThat(early.timers()).containsExactly(now - 1_530 + 3_600);
        assertThat(assembler.onTimer(now + 1_999, now + 1_999).revision()).isNull();
        assertThat(assembler.onTimer(now + 2_000, now + 2_000).revision().utterances())
                .hasSize(2);
        assertThat(assembler.onTimer(now + 2_001, now + 2_001).revision()).isNull();
    }

    @Test
    void publishesAfterTheLongestDelayThoughItGoesOnChanging() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        long began = now;
        for (; now < began + 15_000; now += 1_000) {
            say(assembler, (int) (now - began) / 100, 5);
            assertThat(assembler.onTimer(now, now).revision()).isNull();
        }
        assertThat(assembler.onTimer(now - 1, now - 1).revision()).isNull();
        assertThat(assembler.onTimer(now, now).revision().utterances()).hasSize(15);
    }

    /** A live device sends something every second or two, so that it is never quiet. */
    @Test
    void publishesWhatIsBeingSaidAtMostOnceASecond() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        now = BUCKET_START / 1_000 + 5_000;
        say(assembler, 0, 5);
        runUntil(assembler, now + 100);
        assertThat(revisions).hasSize(1);
        assertThat(last().utterances()).hasSize(1);

        long began = now;
        for (int i = 0; i < 20; i++) {
            say(assembler, 6 + i, 1);
            runUntil(assembler, now + 250);
        }
        assertThat(revisions).hasSizeBetween(5, 6);
        runUntil(assembler, now + 1_000);
        assertThat(revisions.stream()
                        .mapToInt(revision -> revision.utterances().size())
                        .sum())
                .isEqualTo(21);
        assertThat(now - began).isEqualTo(6_000);
    }

    /** The two come to the assembly by ways of their own. */
    @Test
    void publishesAtOnceWhereTheAnswerOvertookTheUtterance() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        now = BUCKET_START / 1_000 + 5_000;
        StitchedUtterance utterance = utterance(0, 5);
        accept(assembler, AssemblyInput.of(result(utterance, List.of(new Word("word", 0, 500, 1)), "model", null)));
        show(assembler, utterance, 5);
        runUntil(assembler, now + 100);
        assertThat(last().utterances()).hasSize(1);
    }

    @Test
    void neitherAccountsNorSilenceNorAnAnswerWithoutWordsHurry() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        now = BUCKET_START / 1_000 + 5_000;
        StitchedUtterance silent = show(assembler, 0, 5);
        accept(assembler, AssemblyInput.of(result(silent, List.of(), "model", null)));
        runUntil(assembler, now + 1_900);
        assertThat(revisions).isEmpty();
        runUntil(assembler, now + 300);
        assertThat(revisions).hasSize(1);
    }

    @Test
    void gathersWhatWasSaidMoreThanTwoMinutesAgo() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        now = BUCKET_START / 1_000 + 125_001;
        say(assembler, 0, 5);
        runUntil(assembler, now + 1_900);
        assertThat(revisions).isEmpty();
        say(assembler, 1, 5);
        runUntil(assembler, now + 2_100);
        assertThat(last().utterances()).hasSize(2);
    }

    @Test
    void publishesNoAccountBeforeItIsOpened() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        PartId part = part(0);
        AnalysedPart analysed = new AnalysedPart(part, SECOND, false, false);
        accept(assembler, AssemblyInput.of(new UtteranceChange(STREAM, analysed, List.of(), List.of(), List.of())));
        Assembler.Step step = assembler.onTimer(now + 5_000, now + 5_000);
        assertThat(step.revision()).isNull();
        assertThat(step.timers()).containsExactly(now + 5_100);
        accept(assembler, AssemblyInput.of(AccountEntry.received(STREAM, Timeline.day(BUCKET_START), 1_000)));
        assertThat(assembler.onTimer(now + 5_100, now + 5_100).revision().days())
                .singleElement()
                .matches(day -> day.silenceMs() == 1_000);
    }

    @ParameterizedTest
    @CsvSource({"2001, 3000", "3000, 3000"})
    void settlesAfterAnHourToTheSecond(int publishedAfter, int wholeSecond) {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        say(assembler, 0, 5);
        long published = now + publishedAfter;
        Assembler.Step step = assembler.onTimer(published, published);
        long settles = now + wholeSecond + 3_600_000;
        assertThat(step.timers()).containsExactly(settles);
        assertThat(assembler.onTimer(settles - 2_000, settles - 2_000).revision())
                .isNull();
        assertThat(assembler.onTimer(settles, settles).revision().conversations())
                .singleElement()
                .matches(conversation -> conversation.settled() && conversation.changed());
        assertThat(assembler.onTimer(settles + 1_000, settles + 1_000).revision())
                .isNull();
    }

    @Test
    void anotherModelsAnswerReplacesTheFirst() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        StitchedUtterance utterance = say(assembler, 0, 5);
        accept(assembler, AssemblyInput.of(result(utterance, List.of(new Word("same", 0, 500, 1)), "model", null)));
        accept(assembler, AssemblyInput.of(result(utterance, List.of(new Word("other", 0, 500, 1)), "model 2", null)));
        runUntilQuiet(assembler);
        assertThat(revisions.get(0).utterances()).singleElement().matches(row -> row.text()
                .equals("other"));
        assertThat(last().conversations()).singleElement().matches(c -> c.models()
                .equals("model 2"));
    }

    @Test
    void theSameModelsAnswerIsTakenOnce() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        StitchedUtterance utterance = say(assembler, 0, 5);
        ClipResult again = result(utterance, List.of(new Word("again", 0, 500, 1)), "model", null);
        runUntil(assembler, now + 10_000);
        Assembler.Step step = assembler.accept(AssemblyInput.of(again), now);
        assertThat(step.timers()).isEmpty();
        assertThat(assembler.onTimer(now + 10_000, now + 10_000).revision()).isNull();
    }

    @Test
    void anAnswerAfterAFailureHealsIt() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        StitchedUtterance utterance = show(assembler, 0, 5);
        accept(assembler, AssemblyInput.of(result(utterance, List.of(), "model", "out of memory")));
        runUntil(assembler, now + 10_000);
        assertThat(last().days()).singleElement().matches(day -> day.failedMs() == 5_000);
        accept(assembler, AssemblyInput.of(result(utterance, List.of(new Word("word", 0, 500, 1)), "model", null)));
        runUntil(assembler, now + 10_000);
        assertThat(last().days()).singleElement().matches(day -> day.failedMs() == 0 && day.speechMs() == 5_000);
        assertThat(last().conversations()).hasSize(1);
    }

    /** What is asked is whether the middle conversation reaches both ways, from bucket to bucket. */
    @Test
    void aConversationIsFoundFromAnyOfItsBuckets() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        for (int second = 0; second < 3_000; second += 100) say(assembler, second, 5);
        runUntilQuiet(assembler);
        say(assembler, 1_550, 5);
        runUntil(assembler, now + 10_000);
        assertThat(last().conversations()).singleElement().satisfies(conversation -> {
            assertThat(conversation.startedAt()).isEqualTo(BUCKET_START);
            assertThat(conversation.endedAt()).isEqualTo(BUCKET_START + 2_905_000_000L);
        });
    }

    /** Two voices at a distance of 0.2, in one bucket and in two. */
    @Test
    void tellsSpeakersApartByTheDistancesOfTheSettings() {
        assertThat(speakers(Voices.DEFAULT, 20)).isEqualTo(1);
        assertThat(speakers(Voices.DEFAULT, 595)).isEqualTo(1);
        assertThat(speakers(voices(0.1, 0.1), 20)).isEqualTo(2);
        assertThat(speakers(voices(0.1, 0.1), 595)).isEqualTo(2);
        assertThat(speakers(voices(0.5, 0.1), 20)).isEqualTo(1);
        assertThat(speakers(voices(0.5, 0.1), 595)).isEqualTo(2);
    }

    private static Voices voices(double distance, double distanceAcross) {
        Voices usual = Voices.DEFAULT;
        return new Voices(distance, distanceAcross, usual.strangeDistance(), usual.reliable(), usual.strangeSpeech());
    }

    /** Of a conversation in which one voice speaks at a second, and another 10 s later. */
    private int speakers(Voices voices, int second) {
        timers.clear();
        revisions.clear();
        Assembler assembler = assembler(Definition.DEFAULT.conversationGap(), voices);
        List<Word> words = List.of(new Word("word", 0, 500, 1));
        StitchedUtterance first = show(assembler, second, 3);
        StitchedUtterance next = show(assembler, second + 10, 3);
        accept(assembler, AssemblyInput.of(result(first, words, SpeakerEmbedding.of(new float[] {1, 0}))));
        accept(assembler, AssemblyInput.of(result(next, words, SpeakerEmbedding.of(new float[] {0.8f, 0.6f}))));
        runUntilQuiet(assembler);
        return last().conversations().get(0).speakers();
    }

    private Assembler assembler(Duration gap) {
        return assembler(gap, Voices.DEFAULT);
    }

    private Assembler assembler(Duration gap, Voices voices) {
        Definition usual = Definition.DEFAULT;
        Definition definition = new Definition(
                usual.tolerance(),
                usual.minSilence(),
                usual.minSpeech(),
                usual.maxUtterance(),
                gap,
                usual.drift(),
                voices);
        AssembleSettings settings = new AssembleSettings(
                definition, Duration.ofHours(1), Duration.ofDays(30), Duration.ofSeconds(2), Duration.ofSeconds(15));
        return new Assembler(settings, STREAM, AssembleState.open(StateStore.inMemory()), 1);
    }

    private StitchedUtterance say(Assembler assembler, int second, int seconds) {
        StitchedUtterance utterance = show(assembler, second, seconds);
        accept(assembler, AssemblyInput.of(result(utterance, List.of(new Word("word", 0, 500, 1)), "model", null)));
        return utterance;
    }

    private static PartId part(int second) {
        long start = BUCKET_START + second * 1_000_000L;
        return new PartId(new ChunkKey(start, new Digest(start, 0, 0, 0)), 0);
    }

    /** An utterance that is not transcribed yet. */
    private StitchedUtterance show(Assembler assembler, int second, int seconds) {
        return show(assembler, utterance(second, seconds), seconds);
    }

    private static StitchedUtterance utterance(int second, int seconds) {
        List<Slice> slices = List.of(new Slice(part(second), 0, seconds * SECOND));
        long start = slices.get(0).start();
        return new StitchedUtterance(new Digest(start, 1, 0, 0), start, 0, slices, Intervals.NONE, 0);
    }

    private StitchedUtterance show(Assembler assembler, StitchedUtterance utterance, int seconds) {
        PartId part = utterance.first().part();
        long start = part.start();
        accept(assembler, AssemblyInput.of(AccountEntry.received(STREAM, Timeline.day(start), seconds * 1000L)));
        accept(
                assembler,
                AssemblyInput.of(new UtteranceChange(
                        STREAM,
                        new AnalysedPart(part, seconds * SECOND, false, false),
                        List.of(),
                        List.of(),
                        List.of(utterance))));
        return utterance;
    }

    private static ClipResult result(StitchedUtterance utterance, List<Word> words, String model, String failure) {
        SpeakerEmbedding voice = SpeakerEmbedding.of(new float[] {1, 0});
        return new ClipResult(STREAM, utterance.clipId(), utterance.start(), model, words, voice, failure);
    }

    private static ClipResult result(StitchedUtterance utterance, List<Word> words, SpeakerEmbedding voice) {
        return new ClipResult(STREAM, utterance.clipId(), utterance.start(), "model", words, voice, null);
    }

    private void accept(Assembler assembler, AssemblyInput event) {
        timers.addAll(assembler.accept(event, now).timers());
    }

    private void runUntilQuiet(Assembler assembler) {
        runUntil(assembler, Long.MAX_VALUE);
    }

    private void runUntil(Assembler assembler, long end) {
        while (!timers.isEmpty() && timers.first() <= end) {
            long timer = timers.pollFirst();
            now = Math.max(now, timer);
            Assembler.Step step = assembler.onTimer(timer, now);
            timers.addAll(step.timers());
            if (step.revision() != null) revisions.add(step.revision());
        }
        if (end != Long.MAX_VALUE) now = end;
    }

    private Revision last() {
        return revisions.get(revisions.size() - 1);
    }
}
