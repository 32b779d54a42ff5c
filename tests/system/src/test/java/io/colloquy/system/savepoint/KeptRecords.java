package io.colloquy.system.savepoint;

import io.colloquy.audio.DecodedAudio;
import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodedChunk;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records of some devices as they were when the savepoint was made, each device in a partition of its own: what invents
 * devices may invent others by now.
 */
record KeptRecords(List<List<RawRecord>> devices) {

    static void write(List<List<RawRecord>> devices, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(devices.size());
            for (List<RawRecord> records : devices) {
                out.writeInt(records.size());
                for (RawRecord record : records) write(record, out);
            }
        }
    }

    private static void write(RawRecord record, DataOutputStream out) throws IOException {
        out.writeUTF(record.origin().topic());
        out.writeInt(record.origin().partition());
        out.writeLong(record.origin().offset());
        out.writeLong(record.timestamp());
        write(record.key(), out);
        write(record.value(), out);
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static KeptRecords read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            List<List<RawRecord>> devices = new ArrayList<>();
            for (int device = in.readInt(); device > 0; device--) {
                List<RawRecord> records = new ArrayList<>();
                for (int i = in.readInt(); i > 0; i--) records.add(readRecord(in));
                devices.add(records);
            }
            return new KeptRecords(devices);
        }
    }

    private static RawRecord readRecord(DataInputStream in) throws IOException {
        Origin origin = new Origin(in.readUTF(), in.readInt(), in.readLong());
        long timestamp = in.readLong();
        return new RawRecord(readBytes(in), readBytes(in), origin, timestamp);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    RawRecord at(Origin origin) {
        return devices.get(origin.partition()).get((int) origin.offset());
    }

    /** What a device uploaded, without what is rejected. */
    record Sent(StreamId stream, Uploads uploads) {}

    /** By the product's own decoder: its rules are the contract's, and are tested against that elsewhere. */
    Sent sent(int device) {
        ChunkDecoder decoder = new ChunkDecoder();
        List<Upload> uploads = new ArrayList<>();
        Map<ChunkKey, Chunk> effective = new LinkedHashMap<>();
        StreamId stream = null;
        for (RawRecord record : devices.get(device)) {
            try {
                DecodedChunk decoded = decoder.decode(record);
                stream = decoded.stream();
                Chunk chunk = new Chunk(decoded.key(), decoded.source(), pcm(decoded.audio()));
                uploads.add(new Upload(chunk, decoded.source()));
                effective.merge(chunk.key(), chunk, KeptRecords::better);
            } catch (RejectedException e) {
                // it is none of the chunks
            }
        }
        return new Sent(stream, new Uploads(uploads, List.copyOf(effective.values())));
    }

    private static byte[] pcm(DecodedAudio audio) {
        return audio.pcm();
    }

    private static Chunk better(Chunk known, Chunk again) {
        Source least = known.source().compareTo(again.source()) <= 0 ? known.source() : again.source();
        return new Chunk(known.key(), least, known.pcm());
    }
}
