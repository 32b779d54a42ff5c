package io.colloquy.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes chunks as producers send them. */
public final class AudioChunkWriter {
    private static final int FIELDS_BYTES = 1024;
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory CBOR = new CBORFactory();

    private AudioChunkWriter() {}

    /** For hands and for any language; audio is base64, a third larger. */
    public static byte[] toJson(AudioChunk chunk) {
        return write(JSON, chunk);
    }

    /** The smaller and faster form: audio is a byte string. */
    public static byte[] toCbor(AudioChunk chunk) {
        return write(CBOR, chunk);
    }

    private static byte[] write(JsonFactory factory, AudioChunk chunk) {
        int audioBytes = chunk.audio() == null ? 0 : chunk.audio().length / 3 * 4;
        ByteArrayOutputStream out = new ByteArrayOutputStream(FIELDS_BYTES + audioBytes);
        try (JsonGenerator generator = factory.createGenerator(out)) {
            writeFields(generator, chunk);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return out.toByteArray();
    }

    private static void writeFields(JsonGenerator out, AudioChunk chunk) throws IOException {
        out.writeStartObject();
        out.writeNumberField("schema", AudioChunk.SCHEMA);
        out.writeStringField("chunk_id", chunk.chunkId());
        out.writeStringField("device_id", chunk.stream().deviceId());
        out.writeStringField("owner_id", chunk.stream().ownerId());
        out.writeStringField("source", chunk.source().wireName());
        out.writeNumberField("started_at", chunk.startedAt());
        writeFormat(out, chunk.format());
        if (chunk.audio() != null) {
            out.writeBinaryField("audio", chunk.audio());
        } else {
            out.writeStringField("audio_uri", chunk.audioUri());
        }
        out.writeEndObject();
    }

    private static void writeFormat(JsonGenerator out, AudioChunk.Format format) throws IOException {
        out.writeStringField("codec", format.codec().wireName());
        if (format.sampleRate() != null) out.writeNumberField("sample_rate", format.sampleRate());
        out.writeNumberField("channels", format.channels());
        if (format.framing() != null)
            out.writeStringField("framing", format.framing().wireName());
    }
}
