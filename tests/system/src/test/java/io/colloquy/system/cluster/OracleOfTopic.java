package io.colloquy.system.cluster;

import io.colloquy.audio.SoundPrinter;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodedChunk;
import io.colloquy.proof.oracle.Models;
import io.colloquy.proof.oracle.Oracle;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.simulation.Expected;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.StreamId;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the definition makes of all records that Kafka has acknowledged, with the models that the job has. */
public final class OracleOfTopic {
    private final VoiceActivityDetector detector;
    private final Transcriber transcriber;
    private final Map<ByteBuffer, Transcription> heard = new HashMap<>();

    /** The models stay the caller's. */
    public OracleOfTopic(VoiceActivityDetector detector, Transcriber transcriber) {
        this.detector = detector;
        this.transcriber = transcriber;
    }

    /** By conversation id. */
    public Map<String, Conversation> conversations(KafkaSettings kafka) {
        Map<StreamId, Map<ChunkKey, Chunk>> streams = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                WholeTopic.read(kafka, kafka.topics().audioChunks())) accept(record, streams);
        Map<String, Conversation> all = new TreeMap<>();
        streams.forEach((stream, chunks) -> new Oracle(Definition.DEFAULT, stream, models())
                .result(chunks.values())
                .conversations()
                .forEach(conversation -> all.put(conversation.id(), conversation)));
        return all;
    }

    private static void accept(ConsumerRecord<byte[], byte[]> record, Map<StreamId, Map<ChunkKey, Chunk>> streams) {
        Origin origin = new Origin(record.topic(), record.partition(), record.offset());
        try {
            DecodedChunk decoded =
                    new ChunkDecoder().decode(new RawRecord(record.key(), record.value(), origin, record.timestamp()));
            Chunk chunk =
                    new Chunk(decoded.key(), decoded.source(), decoded.audio().pcm());
            streams.computeIfAbsent(decoded.stream(), stream -> new HashMap<>())
                    .merge(chunk.key(), chunk, OracleOfTopic::least);
        } catch (RejectedException e) {
            // a dead letter, and no chunk
        }
    }

    private static Chunk least(Chunk one, Chunk other) {
        return Comparator.comparing(Chunk::source).compare(one, other) <= 0 ? one : other;
    }

    private Models models() {
        Models usual = Expected.models();
        return new Models(
                this::bounds,
                pcm -> Expected.frames(SoundPrinter.print(pcm)),
                usual.same(),
                clip -> heard(clip).words(),
                clip -> heard(clip).embedding().vector(),
                usual.ofUtterances(),
                usual.ofCentroids());
    }

    private int[] bounds(byte[] pcm) {
        Intervals speech = detector.detect(pcm);
        int[] bounds = new int[2 * speech.count()];
        for (int i = 0; i < speech.count(); i++) {
            bounds[2 * i] = speech.from(i);
            bounds[2 * i + 1] = speech.to(i);
        }
        return bounds;
    }

    private Transcription heard(byte[] clip) {
        return heard.computeIfAbsent(
                ByteBuffer.wrap(clip), pcm -> transcriber.transcribe(clip).join());
    }
}
