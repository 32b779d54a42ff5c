package io.colloquy.bench.assemble;

import io.colloquy.bench.load.Diary;
import io.colloquy.operators.core.decode.AudioPart;
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

    private final List<List<Pending>> devices = new ArrayList<>();
    private final Shape shape;

    /**
     * How much, and how fast.
     *
     * @param hours that each device recorded
     * @param chunksPerSecond that each device sends; the devices send at once
     */
    record Shape(int devices, int hours, double chunksPerSecond) {}

    private record Pending(Diary diary, long from) {}

    Upload(Shape shape) {
        this.shape = shape;
        Random random = new Random(shape.devices);
        long each = TimeUnit.HOURS.toMillis(shape.hours);
        for (int i = 0; i < shape.devices; i++) devices.add(invent("device-" + i, each, random));
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

    int chunks() {
        return devices.stream().mapToInt(List::size).sum();
    }

    /** Sends everything, the devices in turn, and waits until all of it is published and settled. */
    void send(Pipeline pipeline, Store store, Effort effort) throws Exception {
        int longest = devices.stream().mapToInt(List::size).max().orElse(0);
        double apart = 1000 / (shape.chunksPerSecond * devices.size());
        int sent = 0;
        double now = NOW;
        for (int step = 0; step < longest; step++) {
            for (List<Pending> device : devices) {
                now += apart;
                if (step >= device.size()) continue;
                Pending chunk = device.get(step);
                long offset = sent++;
                AudioPart part = effort.aside(() -> chunk.diary.chunk(chunk.from, Diary.CHUNK_MILLIS, offset));
                pipeline.accept(part);
                advance(pipeline, store, (long) now);
            }
        }
        long end = (long) now;
        long settled = Chain.SETTLE_AFTER.toMillis() + 60_000;
        for (long later = 1_000; later <= settled; later += later < 60_000 ? 1_000 : 60_000) {
            advance(pipeline, store, end + later);
        }
    }

    private static void advance(Pipeline pipeline, Store store, long now) throws Exception {
        pipeline.advanceTo(now);
        store.advanceTo(now);
    }
}
