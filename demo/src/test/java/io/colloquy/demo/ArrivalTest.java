package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.cli.ProgressLine;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.demo.scoring.DoubledRows;
import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.LedgerCheck.DeviceDay;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.Application;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalSystem;
import io.colloquy.local.Port;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real recordings through real models and real servers: what comes when, and how often, makes no difference. */
@Timeout(300)
class ArrivalTest {
    private static final Path MODELS = Path.of("..", "models").toAbsolutePath();
    private static final List<String> RECORDINGS = List.of("market-again", "garden", "kitchen", "market");
    private static final long SECOND = 1_000_000;

    private static DataDirectory data;
    private static LocalSystem system;
    private static ConversationReader reader;
    private static Sender sender;
    private static LedgerWatch watch;
    private static final List<PlannedRecord> SENT = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        data = DataDirectory.temporary();
        LocalSystem.Ports anyPorts = new LocalSystem.Ports(Port.any(), Port.any(), Port.any());
        Application conversations = new Application(JobTopics::prepare, Migrations::apply, ConversationJob::define);
        system = LocalSystem.start(data, anyPorts, settings(), conversations);
        reader = new ConversationReader(system.settings().postgres());
        sender = new Sender(system.settings().kafka());
        watch = new LedgerWatch(system.job(), reader, new ProgressLine(new PrintWriter(new StringWriter()), false));
    }

    @AfterAll
    static void stop() throws Exception {
        if (sender != null) sender.close();
        if (reader != null) reader.close();
        if (system != null) system.close();
        if (data != null) data.close();
    }

    private static JobSettings settings() {
        Map<String, String> models = Map.of(
                "models.vad", MODELS.resolve("vad.onnx").toString(),
                "models.recognizer", MODELS.resolve("recognizer.onnx").toString(),
                "models.voiceprint", MODELS.resolve("voiceprint.onnx").toString());
        return JobSettings.of(models, name -> null);
    }

    /** One device sends all at once and in order; another's chunks come shuffled and doubled, and some of them late. */
    @Test
    void anUploadInAnyOrderEndsAsOneInOrder() throws Exception {
        StreamId orderly = new StreamId("orderly", "anna");
        StreamId unruly = new StreamId("unruly", "ben");
        List<PlannedRecord> inOrder = records(orderly);
        List<PlannedRecord> opening = records(unruly);
        Random random = new Random(3);
        Collections.shuffle(opening, random);
        List<PlannedRecord> heldBack = new ArrayList<>(opening.subList(0, opening.size() / 3));
        opening.removeAll(heldBack);
        opening.addAll(opening);
        Collections.shuffle(opening, random);

        send(inOrder);
        send(opening);
        assertThat(watch.await(SENT)).isTrue();
        assertThat(said(unruly)).isNotEqualTo(said(orderly));
        heldBack.addAll(opening.subList(0, 3));
        send(heldBack);
        assertThat(watch.await(SENT)).isTrue();

        assertThat(said(orderly)).hasSizeGreaterThan(40);
        assertThat(said(unruly)).isEqualTo(said(orderly));
        assertThat(ranges(orderly)).hasSizeGreaterThanOrEqualTo(RECORDINGS.size() - 1);
        assertThat(ranges(unruly)).isEqualTo(ranges(orderly));
    }

    /**
     * A recording sent live in chunks of 10 s, and once more from the device's flash in chunks of 60 s, by a clock that
     * is two seconds ahead: it is told once, as if there had been no flash, and what the flash has of it is accounted as
     * duplicate, its silence as silence.
     */
    @Test
    void whatComesLiveAndAgainFromTheFlashIsToldOnce() throws Exception {
        StreamId live = new StreamId("live", "rosa");
        StreamId both = new StreamId("live-and-flash", "frank");
        for (StreamId stream : List.of(live, both)) {
            send(records(recording("school", stream), 10, Source.LIVE, 0));
            send(List.of(silenceAfter(recording("school", stream))));
        }
        List<PlannedRecord> flash = records(recording("school", both), 60, Source.SYNC, 2 * SECOND);
        send(flash);
        assertThat(watch.await(SENT)).isTrue();

        assertThat(ranges(both)).hasSize(1).isEqualTo(ranges(live));
        assertThat(said(both)).hasSizeGreaterThan(10).isEqualTo(said(live));
        assertThat(DoubledRows.in(Found.utterances(reader))).isEmpty();
        DayRow once = day(live);
        DayRow twice = day(both);
        assertThat(once.duplicateMs()).isZero();
        long again = flash.stream().mapToLong(PlannedRecord::millis).sum();
        assertThat(twice.receivedMs()).isEqualTo(once.receivedMs() + again);
        assertThat(twice.speechMs()).isEqualTo(once.speechMs());
        assertThat(twice.duplicateMs()).isBetween(once.speechMs() - 500, once.speechMs() + 500);
        assertThat(twice.silenceMs()).isEqualTo(once.silenceMs() + again - twice.duplicateMs());
        assertThat(twice.duplicateChunks()).as("no record came twice").isZero();
    }

    private static void send(List<PlannedRecord> records) throws Exception {
        sender.send(records);
        SENT.addAll(records);
    }

    /** Of all recordings, in chunks of 5 to 60 s and in every encoding: the same ones for any stream. */
    private static List<PlannedRecord> records(StreamId stream) throws Exception {
        RecordingCutter cutter = new RecordingCutter(new Random(1));
        List<PlannedRecord> records = new ArrayList<>();
        for (String name : RECORDINGS) {
            Recording recording = recording(name, stream);
            Sound sound = new Sound(recording);
            for (ChunkSlice slice : cutter.cut(recording)) records.add(record(slice, Source.SYNC, 0, sound));
        }
        return records;
    }

    /** Chunks of so many seconds, as Opus. */
    private static List<PlannedRecord> records(Recording recording, int seconds, Source source, long ahead) {
        int length = 1000 * seconds / Recording.PACKET_MILLIS;
        int end = recording.packets().size();
        Sound sound = new Sound(recording);
        List<PlannedRecord> records = new ArrayList<>();
        for (int from = 0; from < end; from += length) {
            ChunkSlice slice = new ChunkSlice(recording, from, Math.min(end, from + length), Encoding.OPUS);
            records.add(record(slice, source, ahead, sound));
        }
        return records;
    }

    /** The device records on where nobody speaks any more. */
    private static PlannedRecord silenceAfter(Recording recording) {
        byte[] zeros = new byte[5 * Recording.RATE * Short.BYTES];
        long start = recording.startOf(recording.packets().size());
        AudioChunk.Format format = AudioChunk.Format.pcm(Recording.RATE, 1);
        AudioChunk chunk = new AudioChunk("silence", recording.stream(), Source.LIVE, start, format, zeros, null);
        return PlannedRecord.good(recording.stream().deviceId(), AudioChunkWriter.toCbor(chunk), start, 5_000);
    }

    private static PlannedRecord record(ChunkSlice slice, Source source, long ahead, Sound sound) {
        AudioChunk chunk = slice.chunk("chunk", source, sound);
        AudioChunk told = new AudioChunk(
                chunk.chunkId(),
                chunk.stream(),
                source,
                chunk.startedAt() + ahead,
                chunk.format(),
                chunk.audio(),
                null);
        byte[] value = AudioChunkWriter.toCbor(told);
        return PlannedRecord.good(told.stream().deviceId(), value, told.startedAt(), slice.millis());
    }

    /** As if the stream's device had made it. */
    private static Recording recording(String name, StreamId stream) throws Exception {
        Recording made = Recordings.load(MODELS.resolve("recordings")).stream()
                .filter(recording -> recording.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Recording(name, stream, made.start(), 1, made.packets(), made.turns());
    }

    private record Said(long start, long end, String speaker, String text) {}

    private static List<Said> said(StreamId stream) throws Exception {
        return Found.utterances(reader).stream()
                .filter(utterance -> utterance.stream().equals(stream))
                .map(ArrivalTest::said)
                .toList();
    }

    private static Said said(FoundUtterance utterance) {
        return new Said(utterance.start(), utterance.end(), utterance.speaker(), utterance.text());
    }

    private record Range(long start, long end) {}

    private static List<Range> ranges(StreamId stream) throws Exception {
        return Found.conversations(reader).stream()
                .filter(conversation -> conversation.stream().equals(stream))
                .map((FoundConversation conversation) -> new Range(conversation.start(), conversation.end()))
                .toList();
    }

    private static DayRow day(StreamId stream) throws Exception {
        Map<DeviceDay, DayRow> ledger = Found.ledger(reader);
        return ledger.get(new DeviceDay(
                stream.deviceId(), Timeline.day(recording("school", stream).start())));
    }
}
