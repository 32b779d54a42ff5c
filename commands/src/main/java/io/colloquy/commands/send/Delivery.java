package io.colloquy.commands.send;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.client.ChunkCheck;
import io.colloquy.client.ChunkSender;
import io.colloquy.client.ChunkedFile;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files on their way to Kafka, one after another. */
final class Delivery {
    private final ChunkSender sender;
    private final ProgressLine progress;
    private final ChunkCheck check = new ChunkCheck();
    private boolean reached;
    private int chunks;
    private long micros;

    Delivery(ChunkSender sender, ProgressLine progress) {
        this.sender = sender;
        this.progress = progress;
    }

    /**
     * Returns once Kafka has all of the file.
     *
     * @param name of the file, for messages
     * @throws RejectedException where the job would reject it; nothing of it is sent
     * @throws EnvironmentException where Kafka goes away; says how much of the file it has
     * @throws UnreachableException where Kafka was not there
     */
    void send(String name, ChunkedFile file) throws RejectedException {
        int rejected = check.rejected(file.chunks(), System.currentTimeMillis());
        if (rejected > 0) {
            progress.say(name + ": nothing can be made of " + rejected + " of "
                    + file.chunks().size() + " chunks; the job will reject these, and its ledger will say so");
        }
        requireKafka();
        int before = sender.acknowledged();
        try {
            send(name, file.chunks());
        } catch (IOException e) {
            sender.close();
            throw new EnvironmentException(
                    lost(name, sender.acknowledged() - before, file.chunks().size(), e), e);
        }
        chunks += file.chunks().size();
        micros += file.end() - file.chunks().get(0).startedAt();
        progress.say(name + ": " + file.chunks().size() + " chunks, all acknowledged");
    }

    /** Asked only once there is something to send: what is wrong with a file is told without Kafka. */
    private void requireKafka() {
        if (!reached) sender.requireTopic();
        reached = true;
    }

    private void send(String name, List<AudioChunk> chunks) throws IOException {
        for (AudioChunk chunk : chunks) {
            byte[] key = chunk.stream().deviceId().getBytes(StandardCharsets.UTF_8);
            sender.send(key, AudioChunkWriter.toCbor(chunk));
            progress.update(name + ": " + sender.acknowledged() + " chunks acknowledged");
        }
        sender.awaitAcknowledged();
    }

    private static String lost(String name, int acknowledged, int all, IOException cause) {
        return name + ": " + acknowledged + " of " + all + " chunks were acknowledged: " + cause.getMessage()
                + ". Send the file again when Kafka is back: a chunk that is there already counts once.";
    }

    /** Of the files that Kafka has whole. */
    int chunks() {
        return chunks;
    }

    /** Of the files that Kafka has whole. */
    double seconds() {
        return micros / 1_000 / 1e3;
    }
}
