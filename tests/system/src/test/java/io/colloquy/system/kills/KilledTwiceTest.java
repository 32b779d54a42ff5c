package io.colloquy.system.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.demo.PlannedRecord;
import io.colloquy.proof.oracle.Oracle;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.proof.simulation.Expected;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.system.kills.KillMoment.Since;
import io.colloquy.system.kills.KilledRun.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole process, killed as soon as it has a record, and in the middle: the end is what the definition says. */
@Timeout(300)
class KilledTwiceTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final Format PCM = Format.pcm(Timeline.SAMPLE_RATE, 1);
    /** A record carries at most 256 KiB of audio. */
    private static final int MOST_BYTES = 250_000;
    /** 20 ms; shorter ones are rejected. */
    private static final int LEAST_BYTES = 640;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void endsAsTheDefinitionSays() throws Exception {
        Random random = new Random(1);
        Uploads uploads = Uploads.of(carried(new RandomRecordings(random).chunks(8)), random);
        Path data = folder.resolve("data with a space");
        try (KilledRun run = new KilledRun(program(), data, records(uploads), random)) {
            run.surviveKills(List.of(
                    new KillMoment(Since.READY, Duration.ofMillis(100)),
                    new KillMoment(Since.READY, Duration.ofSeconds(4))));
            run.finish();

            List<Conversation> expected = expected(uploads);
            assertThat(expected).isNotEmpty();
            assertThat(run.conversations()).isEqualTo(expected);
            run.interrupt();
        }
        try (Stream<Path> files = Files.find(data, 2, (file, attributes) -> file.endsWith("postmaster.pid"))) {
            assertThat(files).as("a Postgres that still runs").isEmpty();
        }
    }

    private static List<Conversation> expected(Uploads uploads) {
        Oracle oracle = new Oracle(Definition.DEFAULT, STREAM, Expected.models());
        return oracle.result(uploads.effective()).conversations();
    }

    private Program program() throws Exception {
        Path model = Files.writeString(folder.resolve("model"), "any file: the stand-ins read none");
        List<String> flags = new ArrayList<>();
        for (String setting : List.of(
                "models.vad=" + model,
                "models.recognizer=" + model,
                "models.voiceprint=" + model,
                "stitch.edge-patience=1 s",
                "publish.quiet=200 ms",
                "publish.max-delay=1 s")) {
            flags.addAll(List.of("--set", setting));
        }
        return new Program(StandInMain.class, flags);
    }

    /** Cut into chunks that a record can carry, without what is too short to be accepted. */
    private static List<Chunk> carried(List<Chunk> chunks) {
        List<Chunk> cut = new ArrayList<>();
        for (Chunk chunk : chunks) {
            byte[] left = chunk.pcm();
            long start = chunk.key().start();
            while (left.length >= LEAST_BYTES) {
                int bytes = left.length > MOST_BYTES ? MOST_BYTES - 10_000 : left.length;
                byte[] pcm = Arrays.copyOf(left, bytes);
                cut.add(new Chunk(new ChunkKey(start, PCM.digest(pcm)), chunk.source(), pcm));
                start += Timeline.micros(bytes / 2);
                left = Arrays.copyOfRange(left, bytes, left.length);
            }
        }
        return cut;
    }

    private static List<PlannedRecord> records(Uploads uploads) {
        List<PlannedRecord> records = new ArrayList<>();
        for (Upload upload : uploads.records()) {
            Chunk chunk = upload.chunk();
            AudioChunk audio = new AudioChunk(
                    "record-" + records.size(),
                    STREAM,
                    upload.source(),
                    chunk.key().start(),
                    PCM,
                    chunk.pcm(),
                    null);
            int millis = (int) Timeline.millisWithin(0, chunk.pcm().length / 2);
            records.add(new PlannedRecord(
                    STREAM.deviceId(),
                    AudioChunkWriter.toCbor(audio),
                    chunk.key().start(),
                    millis,
                    null));
        }
        return records;
    }
}
