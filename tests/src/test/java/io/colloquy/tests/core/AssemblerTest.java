package io.colloquy.tests.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.assemble.core.Assembler;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.LiveChange.AnalysedPart;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AssemblerTest {
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
    void aFailureDoesNotReplaceWhatWasHeard() {
        Assembler assembler = assembler(Duration.ofSeconds(120));
        LiveUtterance utterance = say(assembler, 0, 5);
        assembler.accept(AssemblyEvent.of(heard(utterance, List.of(), "other model", "out of memory")), now);
        runUntilQuiet(assembler);
        assertThat(last().conversations()).hasSize(1);
    }

    private Assembler assembler(Duration gap) {
        Definition usual = Definition.DEFAULT;
        Definition definition = new Definition(
                usual.tolerance(), usual.minSilence(), usual.minSpeech(), usual.maxUtterance(), gap, usual.drift());
        AssembleSettings settings = new AssembleSettings(
                definition, Duration.ofHours(1), Duration.ofDays(30), Duration.ofSeconds(2), Duration.ofSeconds(15));
        return new Assembler(settings, Simulation.STREAM, new Memory().assemble, 1);
    }

    private LiveUtterance say(Assembler assembler, int second, int seconds) {
        long start = BUCKET_START + second * 1_000_000L;
        PartId part = new PartId(new ChunkKey(start, new Digest(start, 0, 0, 0)), 0);
        LiveUtterance utterance = new LiveUtterance(
                new Digest(start, 1, 0, 0), start, 0, List.of(new Piece(part, 0, seconds * SECOND)), List.of());
        accept(assembler, AssemblyEvent.of(Account.received(Simulation.STREAM, Timeline.day(start), seconds * 1000L)));
        accept(
                assembler,
                AssemblyEvent.of(new LiveChange(
                        Simulation.STREAM,
                        new AnalysedPart(part, seconds * SECOND, false),
                        List.of(),
                        List.of(),
                        List.of(utterance))));
        accept(assembler, AssemblyEvent.of(heard(utterance, List.of(new Word("word", 0, 500, 1)), "model", null)));
        return utterance;
    }

    private static Heard heard(LiveUtterance utterance, List<Word> words, String model, String failure) {
        Voiceprint voice = Voiceprint.of(new float[] {1, 0});
        return new Heard(Simulation.STREAM, utterance.take(), utterance.start(), model, words, voice, failure);
    }

    private void accept(Assembler assembler, AssemblyEvent event) {
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
