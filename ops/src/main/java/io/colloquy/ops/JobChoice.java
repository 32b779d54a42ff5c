package io.colloquy.ops;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.settings.SettingsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which job of a cluster is meant. */
final class JobChoice {
    /** As the job's own main calls it. */
    static final String NAME = "colloquy";

    private JobChoice() {}

    /**
     * @param asked the id; empty for the one that goes on and has Colloquy's name
     * @throws SettingsException where it could be several, or there is none of this id; lists those that there are
     * @throws EnvironmentException where none runs
     */
    static Job of(FlinkRest flink, Optional<String> asked) throws InterruptedException {
        List<Job> alive = flink.jobs().stream().filter(job -> !job.isOver()).toList();
        List<Job> meant = alive.stream()
                .filter(job -> asked.map(job.id()::equals).orElse(job.name().equals(NAME)))
                .toList();
        if (meant.size() == 1) return meant.get(0);
        if (asked.isPresent()) throw new SettingsException("--job", "no such job runs" + listed(alive));
        if (meant.isEmpty()) throw new EnvironmentException("no job runs that is called " + NAME + listed(alive));
        throw new SettingsException("--job", "is needed, for several jobs run" + listed(meant));
    }

    /**
     * Two jobs would do the same twice.
     *
     * @param ours ids of jobs that may run
     * @throws EnvironmentException where another one of Colloquy's name does
     */
    static void requireNoOther(FlinkRest flink, String... ours) throws InterruptedException {
        for (Job job : flink.jobs()) {
            if (!job.name().equals(NAME) || job.isOver() || List.of(ours).contains(job.id())) continue;
            throw new EnvironmentException("the job " + job.id()
                    + " runs, which neither the replay nor the live job is: end it first, it would do the same twice");
        }
    }

    private static String listed(List<Job> jobs) {
        if (jobs.isEmpty()) return "";
        return jobs.stream()
                .map(job -> job.id() + " (" + job.name() + ", " + job.state() + ")")
                .collect(Collectors.joining(", ", ": ", ""));
    }
}
