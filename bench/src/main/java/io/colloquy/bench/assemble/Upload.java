package io.colloquy.bench.assemble;

import io.colloquy.operators.decode.Part;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What devices recorded while they were offline, sent in no order, with a repeat now and then. */
final class Upload {
    /** Of midnight, so that a day is a day; ms since the epoch. */
    private static final long START = TimeUnit.DAYS.toMillis(20_600);

    private static final long NOW = START + TimeUnit.DAYS.toMillis(2);
    private static final double REPEATED = 0.05;
    /** Each device sends four chunks a second: two minutes of sound, or a day in twelve minutes. */
    private static final int STEP_MILLIS = 250;

    private final List<List<Pending>> devices = new ArrayList<>();
    private final int longest;

    private record Pending(Diary diary, long from) {}

    /**
     * What sending it took.
     *
     * @param processorSeconds of the whole process, but for making up the sound
     */
    record Effort(int chunks, double processorSeconds) {}

    Upload(int devices, long millisEach) {
        Random random = new Random(devices);
        for (int i = 0; i < devices; i++) this.devices.add(invent("device-" + i, millisEach, random));
        longest = this.devices.stream().mapToInt(List::size).max().orElse(0);
    }

    /** Conversations of 2 to 20 minutes, with 3 to 30 minutes between them. */
    private static List<Pending> invent(String device, long length, Random random) {
        Diary diary = new Diary(device, 1);
        for (long at = START; at < START + length; ) {
            long end = Math.min(START + length, at + 120_000 + random.nextInt(18 * 60_000));
            diary.talk(at, end);
            at = end + 180_000 + random.nextInt(27 * 60_000);
        }
        List<Pending> chunks = new ArrayList<>();
        for (long at = START; at < START + length; at += Diary.CHUNK_MILLIS) {
            chunks.add(new Pending(diary, at));
            if (random.nextDouble() < REPEATED) chunks.add(new Pending(diary, at));
        }
        Collections.shuffle(chunks, random);
        return chunks;
    }

    static long begin() {
        return NOW;
    }

    Effort send(Pipeline pipeline) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = processorNanos();
        long rendering = 0;
        int sent = 0;
        long now = NOW;
        for (int step = 0; step < longest; step++) {
            for (List<Pending> device : devices) {
                if (step >= device.size()) continue;
                long start = threads.getCurrentThreadCpuTime();
                Pending chunk = device.get(step);
                Part part = chunk.diary.chunk(chunk.from, Diary.CHUNK_MILLIS, sent++);
                rendering += threads.getCurrentThreadCpuTime() - start;
                pipeline.accept(part);
            }
            pipeline.advanceTo(now += STEP_MILLIS);
        }
        for (int i = 0; i < 8; i++) pipeline.advanceTo(now += 10_000);
        return new Effort(sent, (processorNanos() - before - rendering) / 1e9);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
