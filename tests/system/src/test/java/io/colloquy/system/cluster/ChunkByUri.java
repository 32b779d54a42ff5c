package io.colloquy.system.cluster;

import io.colloquy.client.ChunkSender;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** One of the demo's recordings as a chunk that says where its audio lies. */
final class ChunkByUri {
    private static final java.nio.file.Path RECORDING = Repository.ROOT.resolve("models/recordings/market-again.opus");
    private static final String DEVICE = "device";
    private static final long STARTED_AT = 1_764_000_000_000_000L;

    private ChunkByUri() {}

    /** Puts the recording there, by Flink's file systems. @param uri without escapes, as Flink wants it */
    static void upload(String uri) throws IOException {
        Path object = new Path(uri);
        try (OutputStream out = object.getFileSystem().create(object, WriteMode.NO_OVERWRITE)) {
            Files.copy(RECORDING, out);
        }
    }

    /** Returns once Kafka has it. */
    static void send(KafkaSettings kafka, String uri) throws IOException {
        Format format = new Format(Codec.OPUS, null, 1, Framing.OGG);
        StreamId stream = new StreamId(DEVICE, "owner");
        AudioChunk chunk = new AudioChunk("far-away", stream, Source.LIVE, STARTED_AT, format, null, uri);
        try (ChunkSender sender = new ChunkSender(kafka)) {
            sender.send(DEVICE.getBytes(StandardCharsets.UTF_8), AudioChunkWriter.toJson(chunk));
            sender.awaitAcknowledged();
        }
    }

    /** Whether what was said in it, or a part of that, has become rows. */
    static boolean hasWords(PostgresSettings postgres) throws SQLException {
        AtomicInteger utterances = new AtomicInteger();
        try (ConversationReader reader = new ConversationReader(postgres)) {
            reader.utterances(StreamFilter.ALL, row -> utterances.incrementAndGet());
        }
        return utterances.get() > 0;
    }
}
