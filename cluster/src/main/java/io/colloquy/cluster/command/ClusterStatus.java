package io.colloquy.cluster.command;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cluster.NewestJob;
import io.colloquy.cluster.ProcessCluster;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is up of a cluster.
 *
 * @param report the keys of the command's report
 * @param lines the same for a person
 * @param gone the names of those that were started and are not up
 * @param rest Flink's REST; empty where no job manager lives
 * @param job what is known of the job
 */
record ClusterStatus(
        Map<String, Object> report, List<String> lines, List<String> gone, Optional<URI> rest, JobLook job) {
    private static final String JOB_MANAGER = "jobmanager-";
    private static final String TASK_MANAGER = "taskmanager-";

    /**
     * What is known of the job.
     *
     * @param found the one that runs or, where none does, that was started last; empty where there is none, or nobody
     *     answers
     * @param unknown why nobody answers; empty where Flink does
     */
    record JobLook(Optional<FlinkRest.Job> found, Optional<String> unknown) {
        private static JobLook of(Optional<URI> rest) throws InterruptedException {
            if (rest.isEmpty()) return new JobLook(Optional.empty(), Optional.of("no job manager lives"));
            try {
                return new JobLook(NewestJob.of(new FlinkRest(rest.get())), Optional.empty());
            } catch (EnvironmentException e) {
                return new JobLook(Optional.empty(), Optional.of(e.getMessage()));
            } catch (FlinkRefusedException e) {
                return new JobLook(Optional.empty(), Optional.of("no job manager leads yet"));
            }
        }

        private String line() {
            String known = found.map(job -> job.id() + " " + job.state()).orElse("none");
            return unknown.map(why -> "unknown: " + why).orElse(known);
        }
    }

    /** A task manager as the report has it. @param id as Flink calls it */
    private record Worker(String id, long pid) {}

    /** A job manager as the report has it. @param leader whether it leads, or stands by */
    private record Manager(long pid, boolean leader) {}

    static ClusterStatus of(ProcessCluster cluster) throws Exception {
        Map<String, Optional<Long>> members = cluster.members();
        ProcessCluster.Leadership leadership = cluster.leadership();
        Optional<String> leader = leadership.leader();
        JobLook job = JobLook.of(leadership.rest());
        List<Worker> workers = new ArrayList<>();
        List<Manager> managers = new ArrayList<>();
        members.forEach((name, pid) -> {
            if (pid.isEmpty()) return;
            if (name.startsWith(TASK_MANAGER)) workers.add(new Worker(name, pid.get()));
            if (name.startsWith(JOB_MANAGER))
                managers.add(new Manager(pid.get(), leader.filter(name::equals).isPresent()));
        });
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rest", leadership.rest().map(URI::toString).orElse(null));
        report.put("kafka", cluster.kafka().bootstrap());
        report.put("postgres", url(cluster.postgres()));
        report.put("s3", cluster.s3().endpoint().toString());
        report.put("http", null); // no gateway yet
        report.put("taskmanagers", workers);
        report.put("jobmanagers", managers);
        report.put("job_id", job.found().map(FlinkRest.Job::id).orElse(null));
        report.put("state", job.found().map(FlinkRest.Job::state).orElse(null));
        List<String> lines = new ArrayList<>();
        for (String key : List.of("rest", "kafka", "postgres", "s3")) lines.add(line(key, report.get(key)));
        lines.add(line("job", job.line()));
        lines.addAll(lines(members, leader));
        return new ClusterStatus(report, lines, gone(members), leadership.rest(), job);
    }

    private static String url(PostgresSettings database) {
        return database.url() + "?user=" + database.user() + "&password=" + database.password();
    }

    private static List<String> gone(Map<String, Optional<Long>> members) {
        return members.entrySet().stream()
                .filter(member -> member.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> lines(Map<String, Optional<Long>> members, Optional<String> leader) {
        List<String> lines = new ArrayList<>();
        members.forEach((name, pid) -> {
            String state = pid.map(number -> "process " + number).orElse("gone");
            lines.add(line(name, state + (leader.filter(name::equals).isPresent() ? ", leads" : "")));
        });
        return lines;
    }

    private static String line(String key, Object value) {
        return String.format("%-16s%s", key, value == null ? "gone" : value);
    }
}
