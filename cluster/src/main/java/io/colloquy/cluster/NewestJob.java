package io.colloquy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.util.Optional;

/** Which of the jobs that Flink remembers is meant where nobody names one. */
public final class NewestJob {
    private NewestJob() {}

    /**
     * The one that is not over, else the one that was started last; empty where there is none.
     *
     * @throws EnvironmentException where nobody answers
     * @throws FlinkRefusedException while no job manager leads
     */
    public static Optional<FlinkRest.Job> of(FlinkRest rest) throws InterruptedException {
        return Optional.ofNullable(find(rest));
    }

    private static FlinkRest.Job find(FlinkRest rest) throws InterruptedException {
        FlinkRest.Job newest = null;
        long newestStart = Long.MIN_VALUE;
        for (JsonNode entry : rest.get("/jobs/overview").path("jobs")) {
            FlinkRest.Job job = new FlinkRest.Job(
                    entry.path("jid").asText(),
                    entry.path("name").asText(),
                    entry.path("state").asText());
            long start = job.isOver() ? entry.path("start-time").asLong() : Long.MAX_VALUE;
            if (start <= newestStart) continue;
            newest = job;
            newestStart = start;
        }
        return newest;
    }
}
