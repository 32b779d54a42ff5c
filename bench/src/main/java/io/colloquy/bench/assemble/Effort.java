package io.colloquy.bench.assemble;

import io.colloquy.connectors.postgres.PostgresSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a run takes of the processors: this process, with RocksDB's and the JVM's own threads, and the processes of
 * Postgres. Not the time that passes, which says as much about the disk and about what else the machine does.
 */
final class Effort {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PostgresSettings postgres;
    private final Map<Long, Duration> postgresBefore;
    private final long before;
    private long aside;

    /** @param here seconds of this process */
    record Spent(double here, double postgres) {
        double seconds() {
            return here + postgres;
        }
    }

    private Effort(PostgresSettings postgres) throws SQLException {
        this.postgres = postgres;
        postgresBefore = Stored.processorTimes(postgres);
        before = processNanos();
    }

    static Effort begin(PostgresSettings postgres) throws SQLException {
        return new Effort(postgres);
    }

    /** Work that belongs to nobody, such as making up the sound. */
    <T> T aside(Supplier<T> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        T made = work.get();
        aside += THREADS.getCurrentThreadCpuTime() - start;
        return made;
    }

    /** To be called while connections that took part are open: with them goes the count of what they did. */
    Spent end() throws SQLException {
        double here = (processNanos() - before - aside) / 1e9;
        Duration postgres = Duration.ZERO;
        for (var process : Stored.processorTimes(this.postgres).entrySet()) {
            Duration earlier = postgresBefore.getOrDefault(process.getKey(), Duration.ZERO);
            postgres = postgres.plus(process.getValue().minus(earlier));
        }
        return new Spent(here, postgres.toNanos() / 1e9);
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
