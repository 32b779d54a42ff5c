package io.colloquy.proof.simulation;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssembleState;
import io.colloquy.operators.core.assemble.Assembler;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.assemble.DayAccount;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
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
    final Map<Long, ?> utterances = new HashMap<>();
    /** By minute. */
    final Map<Long, ?> transcripts = new HashMap<>();
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
            over(utterances),
            over(transcripts),
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
                usual.tolerance(),
                usual.minSilence(),
                usual.minSpeech(),
                usual.maxUtterance(),
                gap,
                usual.drift(),
                usual.voices());
        start(1, Duration.ofMinutes(5));
    }

    @SuppressWarnings("unchecked") // each map is only ever filled through these entries
    private static <V> Entries<Long, V> over(Map<Long, ?> map) {
        return Entries.over((Map<Long, V>) map);
    }

    /** An incarnation, with a horizon of two hours. */
    void start(long incarnation, Duration settleAfter) {
        AssembleSettings settings = new AssembleSettings(
                definition, settleAfter, Duration.ofHours(2), Duration.ofSeconds(2), Duration.ofSeconds(15));
        assembler = new Assembler(settings, Simulation.STREAM, state, incarnation);
    }

    int rejected(long day) {
        return storage.days().stream()
                .filter(row -> row.day() == day)
                .mapToInt(DayRow::rejectedChunks)
                .sum();
    }

    void reject(long day) {
        enter(AccountEntry.rejected(Simulation.STREAM, day));
    }

    StitchedUtterance say(long start) {
        StitchedUtterance utterance = show(start);
        transcribe(utterance);
        return utterance;
    }

    /** An utterance that is not transcribed yet. */
    StitchedUtterance show(long start) {
        StitchedUtterance utterance = utterance(start);
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

    void enter(AccountEntry account) {
        accept(AssemblyInput.of(account));
    }

    void account(long start) {
        enter(AccountEntry.received(Simulation.STREAM, Timeline.day(start), 2_000));
    }

    /** Its voice activity could not be told. */
    void fail(long start) {
        AnalysedPart part = new AnalysedPart(part(start), SAMPLES, true, false);
        accept(AssemblyInput.of(new UtteranceChange(Simulation.STREAM, part, List.of(), List.of(), List.of())));
    }

    void change(
            long start, List<StitchedUtterance> removed, List<StitchedUtterance> added, List<HiddenChange> overlaps) {
        AnalysedPart part = new AnalysedPart(part(start), SAMPLES, false, false);
        accept(AssemblyInput.of(new UtteranceChange(Simulation.STREAM, part, overlaps, removed, added)));
    }

    void transcribe(StitchedUtterance utterance) {
        transcribe(new ClipResult(
                Simulation.STREAM,
                utterance.clipId(),
                utterance.clipStart(),
                "model",
                List.of(new Word("word", 0, 500, 1)),
                SpeakerEmbedding.of(new float[] {1, 0}),
                null));
    }

    void transcribe(ClipResult result) {
        accept(AssemblyInput.of(result));
    }

    /** Of two seconds. */
    static StitchedUtterance utterance(long start) {
        return utterance(start, SAMPLES, Intervals.NONE);
    }

    static StitchedUtterance utterance(long start, int samples, Intervals overlapped) {
        return new StitchedUtterance(
                new Digest(start, 1, 0, 0), start, 0, List.of(new Slice(part(start), 0, samples)), overlapped, 0);
    }

    static PartId part(long start) {
        return new PartId(new ChunkKey(start, new Digest(start, 0, 0, 0)), 0);
    }

    private void accept(AssemblyInput input) {
        timers.addAll(assembler.accept(input, now).timers());
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
