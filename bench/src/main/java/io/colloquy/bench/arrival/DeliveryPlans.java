package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.DeliveryPlan.Post;
import io.colloquy.demo.Recording;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Makes deliveries of recordings. A function of these: whoever makes them again gets the same. */
final class DeliveryPlans {
    static final long LATER_MILLIS = TimeUnit.HOURS.toMillis(3);

    private static final long SEED = 1;
    private static final double CHUNK_SECONDS = 30;
    private static final double SHORT_CHUNK_SECONDS = 7.5;
    private static final double OTHER_CHUNK_SECONDS = 6.1;
    private static final double LIVE_CHUNK_SECONDS = 2;
    private static final int FLASH_CHUNK_SECONDS = 60;
    /** Two minutes of sound. */
    private static final int CHUNKS_A_POST = 4;
    /** Half a minute of sound takes some 100 KB: five of them a second fill 4 Mbit/s, as a phone has upwards. */
    private static final long MILLIS_A_CHUNK = 200;

    private static final double REPEATED = 0.1;
    private static final double LATE = 1 / 3.0;
    private static final long SECOND = 1_000_000;
    private static final long SET_BACK = 4 * SECOND;
    /** Samples: no two recorders begin with the same one. */
    private static final int LIVE_BEGINS_LATER = 112;

    private final List<RecordedSound> sounds;
    private final List<Turn> turns;
    private final Random random = new Random(SEED);
    private final long begin;

    DeliveryPlans(List<Recording> recordings) {
        sounds = recordings.stream().map(RecordedSound::of).toList();
        turns = recordings.stream()
                .flatMap(recording -> recording.turns().stream())
                .toList();
        long end = turns.stream().mapToLong(Turn::end).max().orElseThrow();
        begin = TimeUnit.MICROSECONDS.toMillis(end) + TimeUnit.DAYS.toMillis(1);
    }

    List<DeliveryPlan> all() {
        return List.of(
                inOrder(),
                shuffled(),
                late(),
                cutTwice(),
                liveAndFlash("live with holes, and flash, 3 s off", 3 * SECOND, this::flashInPcm),
                liveAndFlash("live with holes, and flash, 90 s off", 90 * SECOND, RecordedSound::inOpus),
                setBack());
    }

    private DeliveryPlan inOrder() {
        Schedule schedule = new Schedule(begin);
        sounds.forEach(sound -> schedule.post(cut(sound)));
        return plan("in order", schedule);
    }

    private DeliveryPlan shuffled() {
        Schedule schedule = new Schedule(begin);
        schedule.postShuffled(all(DeliveryPlans::cut), true);
        return plan("shuffled, in parallel", schedule);
    }

    private DeliveryPlan late() {
        List<SentChunk> chunks = all(DeliveryPlans::cut);
        Collections.shuffle(chunks, random);
        int late = (int) (LATE * chunks.size());
        Schedule schedule = new Schedule(begin);
        schedule.postShuffled(chunks.subList(late, chunks.size()), false);
        schedule.pause(LATER_MILLIS);
        schedule.postShuffled(chunks.subList(0, late), false);
        return plan("a third 3 hours late", schedule);
    }

    private DeliveryPlan cutTwice() {
        List<SentChunk> chunks = all(sound -> inPcm(sound, SHORT_CHUNK_SECONDS));
        chunks.addAll(all(sound -> inPcm(sound, OTHER_CHUNK_SECONDS)));
        Schedule schedule = new Schedule(begin);
        schedule.postShuffled(chunks, false);
        return plan("in two cuts", schedule);
    }

    /** Makes what the flash holds. */
    private interface Flash {
        List<SentChunk> chunks(RecordedSound sound, Source source, int seconds, LongUnaryOperator clock);
    }

    private List<SentChunk> flashInPcm(RecordedSound sound, Source source, int seconds, LongUnaryOperator clock) {
        return sound.inPcm(source, 0, seconds, clock);
    }

    /** Of live sound, six seconds in twenty-four are lost. */
    private DeliveryPlan liveAndFlash(String name, long ahead, Flash flash) {
        Schedule schedule = new Schedule(begin);
        for (RecordedSound sound : sounds) {
            List<SentChunk> live =
                    sound.inPcm(Source.LIVE, LIVE_BEGINS_LATER, LIVE_CHUNK_SECONDS, LongUnaryOperator.identity());
            for (int i = 0; i < live.size(); i++) if (i / 3 % 4 != 1) schedule.postLive(live.get(i));
        }
        schedule.pause(LATER_MILLIS);
        for (RecordedSound sound : sounds)
            schedule.post(flash.chunks(sound, Source.BACKFILL, FLASH_CHUNK_SECONDS, time -> time + ahead));
        return plan(name, schedule);
    }

    private DeliveryPlan setBack() {
        Schedule schedule = new Schedule(begin);
        List<Turn> told = new ArrayList<>();
        for (RecordedSound sound : sounds) {
            long from = middle(sound.recording());
            LongUnaryOperator clock = time -> time < from ? time : time - SET_BACK;
            List<SentChunk> chunks = sound.inPcm(Source.SYNC, 0, SHORT_CHUNK_SECONDS, clock);
            schedule.post(chunks);
            long stepped = chunks.stream()
                    .mapToLong(SentChunk::recorded)
                    .filter(time -> time >= from)
                    .min()
                    .orElseThrow();
            for (Turn turn : sound.recording().turns())
                told.add(turn.start() + turn.end() < 2 * stepped ? turn : turn.movedBy(-SET_BACK));
        }
        return new DeliveryPlan("clock set back by 4 s", schedule.posts, turns, Truth.of(told));
    }

    /** In the middle of what is said in the conversation that has most turns. */
    private static long middle(Recording recording) {
        Map<Integer, List<Turn>> conversations = new LinkedHashMap<>();
        for (Turn turn : recording.turns())
            conversations
                    .computeIfAbsent(turn.conversation(), c -> new ArrayList<>())
                    .add(turn);
        List<Turn> longest = conversations.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        return longest.get(longest.size() / 2).start();
    }

    private DeliveryPlan plan(String name, Schedule schedule) {
        return new DeliveryPlan(name, schedule.posts, turns, Truth.of(turns));
    }

    private static List<SentChunk> cut(RecordedSound sound) {
        return inPcm(sound, CHUNK_SECONDS);
    }

    private static List<SentChunk> inPcm(RecordedSound sound, double seconds) {
        return sound.inPcm(Source.SYNC, 0, seconds, LongUnaryOperator.identity());
    }

    private List<SentChunk> all(Function<RecordedSound, List<SentChunk>> cut) {
        return new ArrayList<>(
                sounds.stream().flatMap(sound -> cut.apply(sound).stream()).toList());
    }

    /** When what arrives. */
    private final class Schedule {
        private final List<Post> posts = new ArrayList<>();
        private long now;

        Schedule(long begin) {
            now = begin;
        }

        void pause(long millis) {
            now += millis;
        }

        /** Chunks of one device, in this order. */
        void post(List<SentChunk> chunks) {
            for (List<SentChunk> some : grouped(chunks)) add(some, MILLIS_A_CHUNK * some.size());
        }

        /** A chunk as soon as it is full. */
        void postLive(SentChunk chunk) {
            add(List.of(chunk), (long) (1_000 * LIVE_CHUNK_SECONDS));
        }

        /** Those of each device in an order by chance; devices and requests overtake each other. */
        void postShuffled(List<SentChunk> chunks, boolean repeats) {
            List<List<SentChunk>> groups = new ArrayList<>();
            for (List<SentChunk> device : byDevice(chunks)) {
                if (repeats) device.addAll(device.subList(0, (int) Math.ceil(REPEATED * device.size())));
                Collections.shuffle(device, random);
                groups.addAll(grouped(device));
            }
            Collections.shuffle(groups, random);
            for (List<SentChunk> group : groups) add(group, MILLIS_A_CHUNK * group.size());
        }

        private void add(List<SentChunk> chunks, long takes) {
            now += takes;
            posts.add(new Post(now, chunks));
        }

        private static Collection<List<SentChunk>> byDevice(List<SentChunk> chunks) {
            Map<StreamId, List<SentChunk>> devices = new LinkedHashMap<>();
            for (SentChunk chunk : chunks)
                devices.computeIfAbsent(chunk.stream(), s -> new ArrayList<>()).add(chunk);
            return devices.values();
        }

        private static List<List<SentChunk>> grouped(List<SentChunk> chunks) {
            List<List<SentChunk>> groups = new ArrayList<>();
            for (int from = 0; from < chunks.size(); from += CHUNKS_A_POST)
                groups.add(chunks.subList(from, Math.min(chunks.size(), from + CHUNKS_A_POST)));
            return groups;
        }
    }
}
