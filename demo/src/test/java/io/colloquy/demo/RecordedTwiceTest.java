package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.audio.SoundPrinter;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.WordErrorRate;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.StitchState;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.Stitcher;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the demo's models hear of recordings that devices send in ways that devices have: no words more or less. */
class RecordedTwiceTest {
    private static final Path MODELS = Path.of("../models");
    private static final double SECOND = 1e6;
    /** A few words of a hundred may be heard otherwise where chunks end elsewhere. */
    private static final double SLACK = 0.025;

    private static VoiceActivityDetector detector;
    private static Transcriber transcriber;
    private static Recording recording;
    private static byte[] sound;

    private final Map<PartId, byte[]> audio = new HashMap<>();
    private final Map<Digest, List<Word>> heard = new HashMap<>();
    private final Set<StitchedUtterance> utterances = new HashSet<>();
    private final TreeSet<Long> deadlines = new TreeSet<>();

    private record Chunk(long start, Source source, byte[] pcm) {}

    @BeforeAll
    static void load() throws Exception {
        ModelFiles files = new ModelFiles(model("vad"), model("recognizer"), model("voiceprint"));
        detector = SpeechRuntime.acquire(files).detector();
        transcriber = SpeechRuntime.acquire(files).transcriber();
        recording = Recordings.load(MODELS.resolve("recordings")).stream()
                .filter(candidate -> candidate.name().startsWith(System.getenv().getOrDefault("REC", "planning")))
                .findFirst()
                .orElseThrow();
        sound = Pcm16.bytes(recording.decode(Timeline.SAMPLE_RATE));
    }

    @AfterAll
    static void close() {
        detector.close();
        transcriber.close();
    }

    private static String model(String name) {
        return MODELS.resolve(name + ".onnx").toString();
    }

    @Test
    void theSameInTwoCutsIsToldOnce() {
        List<Chunk> chunks = new ArrayList<>(cut(Source.SYNC, 0, 7.5));
        chunks.addAll(cut(Source.SYNC, 0, 6.1));
        assertToldOnce(chunks);
    }

    @Test
    void nothingIsLostWhereTheClockIsSetBack() {
        List<Chunk> chunks = new ArrayList<>();
        List<Chunk> all = cut(Source.LIVE, 0, 7.5);
        for (Chunk chunk : all) {
            boolean after = chunks.size() >= all.size() / 2;
            chunks.add(new Chunk(chunk.start - (after ? 4_000_000 : 0), chunk.source, chunk.pcm));
        }
        assertToldOnce(chunks);
    }

    @Test
    void holesAreFilledFromTheFlashWhoseClockIsOff() {
        assertToldOnce(liveWithHolesAndFlash(3 * SECOND));
        assertToldOnce(liveWithHolesAndFlash(-3 * SECOND));
    }

    @Test
    void theFlashMayBeMinutesOff() {
        assertToldOnce(liveWithHolesAndFlash(90 * SECOND));
        assertToldOnce(liveWithHolesAndFlash(-1_200 * SECOND));
    }

    private List<Chunk> liveWithHolesAndFlash(double apart) {
        List<Chunk> chunks = new ArrayList<>();
        List<Chunk> live = cut(Source.LIVE, 0, 2);
        for (int i = 0; i < live.size(); i++) if (i / 3 % 4 != 1) chunks.add(live.get(i));
        chunks.addAll(cut(Source.BACKFILL, apart, 60));
        return chunks;
    }

    private static List<Chunk> cut(Source source, double apart, double seconds) {
        List<Chunk> chunks = new ArrayList<>();
        int bytes = 2 * (int) (seconds * Timeline.SAMPLE_RATE);
        for (int from = 0; from < sound.length; from += bytes) {
            long start = recording.start() + (long) apart + Timeline.micros(from / 2);
            chunks.add(new Chunk(start, source, Arrays.copyOfRange(sound, from, Math.min(sound.length, from + bytes))));
        }
        return chunks;
    }

    private void assertToldOnce(List<Chunk> chunks) {
        double alone = wordErrors(cut(Source.LIVE, 0, 30), 0);
        if (System.getenv("DBG") != null) {
            System.out.println("ALONE " + alone + " " + System.getenv("REC"));
            for (long seed : new long[] {1, 2}) {
                System.out.println("HERE " + wordErrors(chunks, seed));
                for (StitchedUtterance u : utterances.stream()
                        .sorted(java.util.Comparator.comparingLong(StitchedUtterance::start))
                        .toList())
                    System.out.println("U " + (u.start() - recording.start()) / 1e6 + " " + u.length() / 16000.0 + " "
                            + u.hidden() + " " + text(u));
            }
            matchesState.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> e.getValue()
                    .forEach(m ->
                            System.out.println("M " + m.toString().replaceAll("digest=?[^,]*|stream=[^]]*]", ""))));
            return;
        }
        for (long seed : new long[] {1, 2}) {
            assertThat(wordErrors(chunks, seed)).isLessThanOrEqualTo(alone + SLACK);
        }
    }

    private double wordErrors(List<Chunk> chunks, long seed) {
        audio.clear();
        utterances.clear();
        Stitcher stitcher = stitcher();
        List<Chunk> shuffled = new ArrayList<>(chunks);
        Collections.shuffle(shuffled, new Random(seed));
        for (Chunk chunk : shuffled) send(chunk, stitcher);
        while (!deadlines.isEmpty()) take(stitcher.expire(deadlines.pollFirst()));
        return WordErrorRate.of(Truth.of(recording.turns()), found()).rate();
    }

    private static Map<Long, List<io.colloquy.operators.core.stitch.Match>> matchesState;

    private static Stitcher stitcher() {
        matchesState = new HashMap<>();
        StitchSettings settings = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
        StitchState state = new StitchState(
                entries(),
                entries(),
                entries(),
                Entries.over(matchesState),
                entries(),
                entries(),
                entries(),
                entries());
        return new Stitcher(settings, recording.stream(), state);
    }

    private static <K, V> Entries<K, V> entries() {
        return Entries.over(new HashMap<K, V>());
    }

    private void send(Chunk chunk, Stitcher stitcher) {
        ChunkKey key =
                new ChunkKey(chunk.start, Format.pcm(Timeline.SAMPLE_RATE, 1).digest(chunk.pcm));
        int bytes = 2 * Timeline.PART_SAMPLES;
        for (int i = 0; i * bytes < chunk.pcm.length; i++) {
            byte[] pcm = Arrays.copyOfRange(chunk.pcm, i * bytes, Math.min(chunk.pcm.length, (i + 1) * bytes));
            PartId id = new PartId(key, i);
            audio.put(id, pcm);
            Origin origin = new Origin("audio-chunks", 0, 0);
            AudioPart part = new AudioPart(recording.stream(), id, chunk.source, chunk.pcm.length / 2, origin, 0, pcm);
            Intervals voice = detector.detect(pcm);
            SoundPrint print = voice.isEmpty() ? SoundPrint.NONE : SoundPrinter.print(pcm);
            take(stitcher.accept(new DetectedPart(part, voice, print, null), 1_900_000_000_000L));
        }
    }

    private void take(Stitcher.Step step) {
        step.change().ifPresent(change -> {
            change.removed().forEach(utterances::remove);
            utterances.addAll(change.added());
        });
        deadlines.addAll(step.deadlines());
        for (ClipRequest request : step.requests()) {
            for (MissingSlice missing : request.missing()) recall(missing, request.pcm());
            heard.computeIfAbsent(
                    request.clipId(),
                    clip -> transcriber.transcribe(request.pcm()).join().words());
        }
    }

    private void recall(MissingSlice missing, byte[] into) {
        byte[] from = audio.get(missing.slice().part());
        System.arraycopy(
                from,
                2 * missing.slice().from(),
                into,
                missing.at(),
                2 * missing.slice().length());
    }

    private List<FoundUtterance> found() {
        StreamId stream = recording.stream();
        return utterances.stream()
                .map(utterance ->
                        new FoundUtterance(stream, "", utterance.start(), utterance.end(), "", text(utterance)))
                .toList();
    }

    private String text(StitchedUtterance utterance) {
        return heard.get(utterance.clipId()).stream()
                .filter(word -> shows(word, utterance))
                .map(Word::w)
                .collect(Collectors.joining(" "));
    }

    private static boolean shows(Word word, StitchedUtterance utterance) {
        long middle = Timeline.samples((word.s() + word.e()) / 2 * 1000L) - utterance.lead();
        return utterance.shows((int) Math.max(0, Math.min(utterance.length() - 1, middle)));
    }
}
