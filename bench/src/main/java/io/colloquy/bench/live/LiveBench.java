package io.colloquy.bench.live;

import io.colloquy.bench.live.LiveDevice.Stretch;
import io.colloquy.client.ChunkSender;
import io.colloquy.demo.Recording;
import io.colloquy.jobs.JobSettings;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Devices that are live: each sends in real time what a recording holds, a chunk as soon as it is full. What is
 * measured is the time from where somebody stops speaking to the row with what was said, as a reader of the tables sees
 * it. Speech at the very end, after which no chunk follows, does not count.
 */
public final class LiveBench {
    private static final int PACKETS_PER_SECOND = 50;
    /** The first chunks meet a job that is still being compiled. */
    private static final int WARM_UP_SECONDS = 20;

    private static final int AFTERWARDS_SECONDS = 30;
    private static final int DELAY_BEFORE_SECONDS = 2;

    private final JobSettings settings;
    private final Load load;
    private final Consumer<String> progress;

    /**
     * What is sent.
     *
     * @param chunkSeconds a multiple of 20 ms
     * @param seconds how long
     */
    public record Load(int devices, double chunkSeconds, int seconds) {
        int packetsPerChunk() {
            return (int) Math.round(chunkSeconds * PACKETS_PER_SECOND);
        }
    }

    private LiveBench(JobSettings settings, Load load, Consumer<String> progress) {
        this.settings = settings;
        this.load = load;
        this.progress = progress;
    }

    /** @param settings of a job that runs, and has nothing else to do */
    public static LiveResult run(JobSettings settings, List<Recording> recordings, Load load, Consumer<String> progress)
            throws Exception {
        return new LiveBench(settings, load, progress).run(recordings, new Random(load.devices));
    }

    private LiveResult run(List<Recording> recordings, Random random) throws Exception {
        long begin = TimeUnit.SECONDS.toMicros(
                TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()) + DELAY_BEFORE_SECONDS);
        List<LiveDevice> devices = new ArrayList<>();
        for (int i = 0; i < load.devices; i++)
            devices.add(device(i, recordings.get(i % recordings.size()), begin, random));
        long counted = begin + TimeUnit.SECONDS.toMicros(WARM_UP_SECONDS);
        List<Stretch> stretches = devices.stream()
                .flatMap(device -> device.stretches().stream())
                .filter(stretch -> stretch.end() > counted)
                .toList();
        RowWatch watch = new RowWatch(settings.postgres(), stretches);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(devices));
        watch.until(begin / 1000 + TimeUnit.SECONDS.toMillis(load.seconds + AFTERWARDS_SECONDS));
        sending.join();
        List<Double> latencies = stretches.stream().map(watch::latency).sorted().toList();
        return LiveResult.of(load.devices, load.chunkSeconds, latencies);
    }

    /** It comes in anywhere in a recording, so that no two say the same at a time. */
    private LiveDevice device(int number, Recording recording, long begin, Random random) {
        int packets = recording.packets().size();
        int perChunk = load.packetsPerChunk();
        int wanted = load.seconds * PACKETS_PER_SECOND;
        int from = packets > wanted ? random.nextInt(packets - wanted) : 0;
        int chunks = Math.min(wanted, packets - from) / perChunk;
        long phase = random.nextInt((int) (load.chunkSeconds * 1_000_000));
        StreamId stream = new StreamId("live-" + load.chunkSeconds + "-" + number, "owner-" + number);
        return new LiveDevice(stream, recording, begin + phase, from, perChunk, chunks);
    }

    private record Due(long at, LiveDevice device, int chunk) {}

    private void send(List<LiveDevice> devices) {
        PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
        devices.forEach(device -> due.add(new Due(device.fullAt(0), device, 0)));
        try (ChunkSender sender = new ChunkSender(settings.kafka())) {
            for (Due next = due.poll(); next != null; next = due.poll()) {
                TimeUnit.MILLISECONDS.sleep(Math.max(0, next.at / 1000 - System.currentTimeMillis()));
                byte[] key = next.device.stream().deviceId().getBytes(StandardCharsets.UTF_8);
                sender.send(key, next.device.record(next.chunk));
                int following = next.chunk + 1;
                if (following < next.device.chunks())
                    due.add(new Due(next.device.fullAt(following), next.device, following));
            }
            sender.awaitAcknowledged();
            progress.accept("all chunks are sent; looking for " + AFTERWARDS_SECONDS + " s more");
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
