package io.colloquy.tests.core;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.assemble.core.AssembleState;
import io.colloquy.operators.assemble.core.Assembler;
import io.colloquy.operators.assemble.core.DayAccount;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.state.core.Entries;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.LiveChange.AnalysedPart;
import io.colloquy.operators.stitch.LiveChange.CoverChange;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import io.colloquy.tests.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One stream as the assembly sees it, on a made-up clock: what comes, what it remembers, and what it publishes. */
final class AssembledStream {
    private static final int MINUTE_MILLIS = 60_000;
    private static final int SAMPLES = 2 * Timeline.SAMPLE_RATE;

    /** By minute. */
    final Map<Long, ?> live = new HashMap<>();
    /** By minute. */
    final Map<Long, ?> answers = new HashMap<>();
    /** By bucket. */
    final Map<Long, ?> summaries = new HashMap<>();
    /** By node. */
    final Map<Long, ?> spans = new HashMap<>();
    /** By bucket. */
    final Map<Long, ?> rows = new HashMap<>();
    /** By bucket. */
    final Map<Long, ?> published = new HashMap<>();
    /** By day. */
    final Map<Long, DayAccount> accounts = new HashMap<>();

    final Map<Long, Long> occupied = new HashMap<>();
    /** Buckets by deadline. */
    final Map<Long, List<Long>> settling = new HashMap<>();

    final Storage storage = new Storage();
    final List<Revision> revisions = new ArrayList<>();

    private final AssembleState state = new AssembleState(
            over(live),
            over(answers),
            over(summaries),
            over(spans),
            over(published),
            over(rows),
            Entries.over(accounts),
            Entries.over(occupied),
            Entries.over(new HashMap<>()),
            Entries.over(settling),
            Entries.over(new HashMap<>()),
            Entries.over(new HashMap<>()));
    private final TreeSet<Long> timers = new TreeSet<>();
    private final Definition definition;
    private Assembler assembler;
    long now = 1_800_000_000_000L;

    AssembledStream() {
        this(Definition.DEFAULT.conversationGap());
    }

    AssembledStream(Duration gap) {
        Definition usual = Definition.DEFAULT;
        definition = new Definition(
                usual.tolerance(), usual.minSilence(), usual.minSpeech(), usual.maxUtterance(), gap, usual.drift());
        start(1, Duration.ofMinutes(5));
    }

    @SuppressWarnings("unchecked") // each map is only ever filled through these entries
    private static <V> Entries<Long, V> over(Map<Long, ?> map) {
        return Entries.over((Map<Long, V>) map);
    }

    /** An attempt of the job, with a horizon of two hours. */
    void start(long attempt, Duration settleAfter) {
        AssembleSettings settings = new AssembleSettings(
                definition, settleAfter, Duration.ofHours(2), Duration.ofSeconds(2), Duration.ofSeconds(15));
        assembler = new Assembler(settings, Simulation.STREAM, state, attempt);
    }

    int rejected(long day) {
        return storage.days().stream()
                .filter(row -> row.day() == day)
                .mapToInt(DayRow::rejectedChunks)
                .sum();
    }

    void reject(long day) {
        enter(Account.rejected(Simulation.STREAM, day));
    }

    LiveUtterance say(long start) {
        LiveUtterance utterance = show(start);
        hear(utterance);
        return utterance;
    }

    /** An utterance that is not heard yet. */
    LiveUtterance show(long start) {
        LiveUtterance utterance = utterance(start);
        account(start);
        change(start, List.of(), List.of(utterance), List.of());
        return utterance;
    }

    void keepSilent(long start) {
        account(start);
        change(start, List.of(), List.of(), List.of());
    }

    /** A chunk that starts there, and others as long afterwards as it takes for the first to count. */
    void keepSilentUntil(long start) {
        keepSilent(start);
        pass(10);
        keepSilent(start);
        pass(10);
        keepSilent(start);
        pass(1);
    }

    void enter(Account account) {
        accept(AssemblyEvent.of(account));
    }

    void account(long start) {
        enter(Account.received(Simulation.STREAM, Timeline.day(start), 2_000));
    }

    /** Its voice activity could not be told. */
    void fail(long start) {
        AnalysedPart part = new AnalysedPart(part(start), SAMPLES, true);
        accept(AssemblyEvent.of(new LiveChange(Simulation.STREAM, part, List.of(), List.of(), List.of())));
    }

    void change(long start, List<LiveUtterance> removed, List<LiveUtterance> added, List<CoverChange> covers) {
        AnalysedPart part = new AnalysedPart(part(start), SAMPLES, false);
        accept(AssemblyEvent.of(new LiveChange(Simulation.STREAM, part, covers, removed, added)));
    }

    void hear(LiveUtterance utterance) {
        hear(new Heard(
                Simulation.STREAM,
                utterance.take(),
                utterance.clipStart(),
                "model",
                List.of(new Word("word", 0, 500, 1)),
                Voiceprint.of(new float[] {1, 0}),
                null));
    }

    void hear(Heard heard) {
        accept(AssemblyEvent.of(heard));
    }

    /** Of two seconds. */
    static LiveUtterance utterance(long start) {
        return utterance(start, SAMPLES, List.of());
    }

    static LiveUtterance utterance(long start, int samples, List<Integer> covered) {
        return new LiveUtterance(
                new Digest(start, 1, 0, 0), start, 0, List.of(new Piece(part(start), 0, samples)), covered);
    }

    static PartId part(long start) {
        return new PartId(new ChunkKey(start, new Digest(start, 0, 0, 0)), 0);
    }

    private void accept(AssemblyEvent event) {
        timers.addAll(assembler.accept(event, now).timers());
    }

    void pass(int minutes) {
        runUntil(now + minutes * MINUTE_MILLIS);
    }

    void runUntil(long end) {
        while (!timers.isEmpty() && timers.first() <= end) {
            long timer = timers.pollFirst();
            now = Math.max(now, timer);
            Assembler.Step step = assembler.onTimer(timer, now);
            timers.addAll(step.timers());
            Revision revision = step.revision();
            if (revision == null) continue;
            revisions.add(revision);
            storage.apply(revision);
        }
        now = end;
    }
}
