package io.colloquy.system.kills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * When to kill a process.
 *
 * @param since from when on the delay counts
 */
record KillMoment(Since since, Duration delay) {

    enum Since {
        START,
        READY
    }

    /** While the servers start and recover. */
    static KillMoment whileStarting(Random random) {
        return new KillMoment(Since.START, Duration.ofMillis(300 + random.nextInt(15_000)));
    }

    /** As a rule before the first checkpoint of that run. */
    static KillMoment onceReady(Random random) {
        return new KillMoment(Since.READY, Duration.ofMillis(random.nextInt(1_000)));
    }

    static KillMoment whileWorking(Random random) {
        return new KillMoment(Since.READY, Duration.ofMillis(1_000 + random.nextInt(15_000)));
    }

    /** Ten of all kinds; the first before there is any checkpoint at all. */
    static List<KillMoment> ten(Random random) {
        List<KillMoment> moments = new ArrayList<>();
        for (int i = 0; i < 2; i++) moments.add(whileStarting(random));
        for (int i = 0; i < 2; i++) moments.add(onceReady(random));
        for (int i = 0; i < 5; i++) moments.add(whileWorking(random));
        Collections.shuffle(moments, random);
        moments.add(0, onceReady(random));
        return moments;
    }

    @Override
    public String toString() {
        return delay.toMillis() + " ms after " + (since == Since.START ? "its start" : "it could be sent to");
    }
}
