package io.colloquy.proof.prove;

import io.colloquy.proof.harness.RestoreCase;
import io.colloquy.proof.simulation.AnyOrderCase;
import io.colloquy.proof.simulation.HorizonCase;
import io.colloquy.proof.simulation.LongConversationsCase;
import io.colloquy.proof.simulation.LostIncarnationCase;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** How much of the system is tried at once. The tests of each build run a few cases of what is proven with many. */
enum Tier {
    /** The cores of all operators on one thread and a made-up clock. */
    CORE(new Cases(200_000, 2_000), new Shrinking(9, 200), () -> Tier::core),
    /** The operators with their state in RocksDB, stopped and restored as another number of subtasks. */
    HARNESS(new Cases(5_000, 100), new Shrinking(5, 10), () -> RestoreCase::onRocksDb),
    /** Damaged audio of every codec. The decoders' own tests have their share in each build. */
    CODECS(new Cases(100_000, 0), new Shrinking(8, 10), CodecTrials::new),
    /** The whole job between Kafka and Postgres, which fails in the middle. */
    CLUSTER(new Cases(100, 3), new Shrinking(4, 1), ClusterTrials::start);

    /**
     * @param proof so many are a proof
     * @param usual so many belong to each build
     */
    private record Cases(long proof, int usual) {}

    /**
     * @param largest size of a case
     * @param attempts cases of each smaller size that are tried once one fails
     */
    private record Shrinking(int largest, int attempts) {}

    /** Kinds of cases of the cores, by how many of 1,024: those of the first two take a hundred times as long. */
    private static final int LONG = 1;

    private static final int HORIZON = LONG + 32;
    private static final int LOST_INCARNATION = HORIZON + 256;
    private static final int KINDS = 1_024;

    private final Cases cases;
    private final Shrinking shrinking;
    private final Callable<Trials> opening;

    Tier(Cases cases, Shrinking shrinking, Callable<Trials> opening) {
        this.cases = cases;
        this.shrinking = shrinking;
        this.opening = opening;
    }

    static Optional<Tier> named(String name) {
        return Arrays.stream(values()).filter(tier -> tier.label().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Tier::label).collect(Collectors.joining(", "));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    long proof() {
        return cases.proof;
    }

    int usual() {
        return cases.usual;
    }

    int largest() {
        return shrinking.largest;
    }

    int attempts() {
        return shrinking.attempts;
    }

    Trials open() throws Exception {
        return opening.call();
    }

    private static void core(long seed, int size) {
        long kind = Math.floorMod(seed, KINDS);
        if (kind < LONG) LongConversationsCase.run(seed, size);
        else if (kind < HORIZON) HorizonCase.run(seed, size);
        else if (kind < LOST_INCARNATION) LostIncarnationCase.run(seed, size, 1 + size / 3);
        else AnyOrderCase.run(seed, size);
    }
}
