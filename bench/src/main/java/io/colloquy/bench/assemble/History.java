package io.colloquy.bench.assemble;

import io.colloquy.bench.load.Diary;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * An invented history of which some chunks of half a minute were held back. Once everything else has settled these come
 * one by one, each with all that follows from it: the models asked again at its seams, the revision that publishes it
 * and the one that settles it.
 */
final class History implements AutoCloseable {
    private static final long BUCKET_MILLIS = TimeUnit.MICROSECONDS.toMillis(Timeline.BUCKET_MICROS);
    private static final long START = 2_966_667 * BUCKET_MILLIS;
    private static final long NOW = START + TimeUnit.DAYS.toMillis(120);
    /** Chunks of an upload that come in a second. */
    private static final int PACE = 4;

    private final Shape shape;
    private final Random random = new Random(1);
    private final List<Pending> early = new ArrayList<>();
    private final List<Pending> late = new ArrayList<>();
    private final List<Double> millis = new ArrayList<>();
    private final Chain chain;
    private int told;
    private long now = NOW;
    private long offset;
    private long postgresBytes;
    private long revisions;
    private Traffic trafficBefore = Traffic.NONE;

    /**
     * What a history is made of.
     *
     * @param streams that have one, each of the same shape: so that hundreds of late chunks don't make a short one long
     * @param conversations of a stream, one in ten minutes
     * @param chunks of a conversation
     * @param late chunks of a stream; where there are as many conversations, one of each
     */
    record Shape(int streams, int conversations, int chunks, int late) {}

    /**
     * What a late chunk cost, on average.
     *
     * @param utterances of a stream before the first late chunk, on average
     * @param millis the median
     */
    record Cost(
            double utterances,
            double reads,
            double writes,
            double bytesRead,
            double bytesWritten,
            double postgresBytes,
            double revisions,
            double millis) {}

    private record Pending(Diary diary, long from) {}

    History(Shape shape) throws Exception {
        this.shape = shape;
        chain = Chain.direct(now, this::publish);
        for (int stream = 0; stream < shape.streams; stream++) invent("device-" + stream);
        Collections.shuffle(late, random);
    }

    private void publish(Revision revision) {
        postgresBytes += RevisionBytes.of(revision);
        revisions++;
    }

    private void invent(String device) {
        Diary diary = new Diary(device, 1);
        Set<Integer> heldBack = heldBack();
        long length = (long) shape.chunks * Diary.CHUNK_MILLIS;
        for (int conversation = 0; conversation < shape.conversations; conversation++) {
            // What it may change around itself lies in the bucket that it begins in.
            long begin = START + conversation * BUCKET_MILLIS + 100_000 + random.nextInt(60_000);
            diary.talk(begin, begin + length);
            for (int chunk = 0; chunk < shape.chunks; chunk++) {
                boolean isLate = heldBack.contains(conversation * shape.chunks + chunk);
                (isLate ? late : early).add(new Pending(diary, begin + (long) chunk * Diary.CHUNK_MILLIS));
            }
        }
        told += diary.utterances();
    }

    private Set<Integer> heldBack() {
        boolean onePerConversation = shape.late <= shape.conversations;
        int groups = onePerConversation ? shape.conversations : shape.conversations * shape.chunks;
        List<Integer> order = new ArrayList<>(IntStream.range(0, groups).boxed().toList());
        Collections.shuffle(order, random);
        Set<Integer> heldBack = new HashSet<>();
        for (int group : order.subList(0, shape.late)) {
            heldBack.add(onePerConversation ? group * shape.chunks + random.nextInt(shape.chunks) : group);
        }
        return heldBack;
    }

    /** Records everything but what is late, and lets it settle. */
    void fill() throws Exception {
        for (Pending chunk : early) {
            chain.accept(part(chunk));
            if (offset % PACE == 0) chain.advanceTo(now += 1_000);
        }
        early.clear();
        settle();
        begin();
    }

    /** What came so far is not part of the cost. */
    void begin() {
        trafficBefore = chain.traffic();
        postgresBytes = 0;
        revisions = 0;
        millis.clear();
    }

    /** The next late chunk comes. */
    void next() throws Exception {
        AudioPart part = part(late.remove(late.size() - 1));
        long start = System.nanoTime();
        chain.accept(part);
        settle();
        millis.add((System.nanoTime() - start) / 1e6);
    }

    Cost cost() {
        Traffic traffic = chain.traffic().minus(trafficBefore);
        double n = millis.size();
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Cost(
                utterances(),
                traffic.reads() / n,
                traffic.writes() / n,
                traffic.bytesRead() / n,
                traffic.bytesWritten() / n,
                postgresBytes / n,
                revisions / n,
                sorted[sorted.length / 2]);
    }

    /** Of a stream before the first late chunk, on average; chunks hold about as many. */
    double utterances() {
        return told * (1 - (double) shape.late / (shape.conversations * shape.chunks)) / shape.streams;
    }

    private AudioPart part(Pending chunk) {
        return chunk.diary.chunk(chunk.from, Diary.CHUNK_MILLIS, offset++);
    }

    /** Patience ends, what changed is published, and a while later it settles. */
    private void settle() throws Exception {
        for (long pause : new long[] {15_000, 15_000, Chain.SETTLE_AFTER.toMillis(), 15_000}) {
            chain.advanceTo(now += pause);
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}
