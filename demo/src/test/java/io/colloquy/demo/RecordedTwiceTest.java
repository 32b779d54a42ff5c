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
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the demo's models hear of recordings that devices send in ways that devices have: no words more or less. */
class RecordedTwiceTest {
    private static final Path MODELS = Path.of("../models");
    private static final double SECOND = 1e6;
    /** Bytes of 20 ms. */
    private static final int OPUS_FRAME = 640;
    /** A few words of a hundred may be heard otherwise where chunks end elsewhere. */
    private static final double SLACK = 0.025;

    private static VoiceActivityDetector detector;
    private static Transcriber transcriber;
    private static List<Recording> recordings;

    private Recording recording;
    private byte[] sound;

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
        recordings = Recordings.load(MODELS.resolve("recordings"));
    }

    @AfterAll
    static void close() {
        detector.close();
        transcriber.close();
    }

    private static String model(String name) {
        return MODELS.resolve(name + ".onnx").toString();
    }

    /** Of much speech, and of little with long silences. */
    static Stream<Recording> recordings() {
        return recordings.stream().filter(recording -> recording.name().matches("(planning|walk).*"));
    }

    private void play(Recording chosen) throws IOException {
        recording = chosen;
        sound = Pcm16.bytes(chosen.decode(Timeline.SAMPLE_RATE));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void theSameInTwoCutsIsToldOnce(Recording chosen) throws IOException {
        play(chosen);
        List<Chunk> chunks = new ArrayList<>(cut(Source.SYNC, 0, 7.5));
        chunks.addAll(cut(Source.SYNC, 0, 6.1));
        assertToldOnce(chunks);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void nothingIsLostWhereTheClockIsSetBack(Recording chosen) throws IOException {
        play(chosen);
        List<Chunk> chunks = new ArrayList<>();
        List<Chunk> all = cut(Source.LIVE, 0, 7.5);
        for (Chunk chunk : all) {
            boolean after = chunks.size() >= all.size() / 2;
            chunks.add(new Chunk(chunk.start - (after ? 4_000_000 : 0), chunk.source, chunk.pcm));
        }
        assertToldOnce(chunks);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void holesAreFilledFromTheFlashWhoseClockIsOff(Recording chosen) throws IOException {
        play(chosen);
        assertToldOnce(liveWithHolesAndFlash(3 * SECOND));
        assertToldOnce(liveWithHolesAndFlash(-3 * SECOND));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void theFlashMayBeMinutesOff(Recording chosen) throws IOException {
        play(chosen);
        assertToldOnce(liveWithHolesAndFlash(90 * SECOND));
        assertToldOnce(liveWithHolesAndFlash(-1_200 * SECOND));
    }

    private List<Chunk> liveWithHolesAndFlash(double apart) {
        List<Chunk> chunks = new ArrayList<>();
        List<Chunk> live = cut(Source.LIVE, 0, 2);
        for (int i = 0; i < live.size(); i++) if (i / 3 % 4 != 1) chunks.add(live.get(i));
        chunks.addAll(cut(throughOpus(sound), Source.BACKFILL, apart, 60));
        return chunks;
    }

    /** At 16 kbit/s, as a device that has little space keeps it. */
    private static byte[] throughOpus(byte[] pcm) {
        try {
            OpusEncoder encoder = new OpusEncoder(Timeline.SAMPLE_RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(16_000);
            OpusDecoder decoder = new OpusDecoder(Timeline.SAMPLE_RATE, 1);
            byte[] packet = new byte[OPUS_FRAME];
            byte[] decoded = new byte[pcm.length / OPUS_FRAME * OPUS_FRAME];
            for (int at = 0; at < decoded.length; at += OPUS_FRAME) {
                int length = encoder.encode(pcm, at, OPUS_FRAME / 2, packet, 0, packet.length);
                decoder.decode(packet, 0, length, decoded, at, OPUS_FRAME / 2, false);
            }
            return decoded;
        } catch (OpusException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Chunk> cut(Source source, double apart, double seconds) {
        return cut(sound, source, apart, seconds);
    }

    private List<Chunk> cut(byte[] sound, Source source, double apart, double seconds) {
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
        assertThat(wordErrors(chunks, 1)).isLessThanOrEqualTo(alone + SLACK);
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

    private Stitcher stitcher() {
        StitchSettings settings = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
        StitchState state =
                new StitchState(entries(), entries(), entries(), entries(), entries(), entries(), entries(), entries());
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
