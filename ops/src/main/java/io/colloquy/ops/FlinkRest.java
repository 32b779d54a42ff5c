package io.colloquy.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.EnvironmentException;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Flink's REST, as far as Colloquy needs it. Every method throws {@link EnvironmentException} where nothing answers, and
 * {@link FlinkRefusedException} where Flink says no. For several threads.
 */
public final class FlinkRest {
    /** Flink reads 4096 characters of an address, and a name may have a hundred. */
    private static final int NAMES_AT_ONCE = 20;

    private final FlinkHttp http;

    private final URI address;

    public FlinkRest(URI address) {
        this.address = address;
        this.http = new FlinkHttp(address);
    }

    /** Where it is asked. */
    String address() {
        return address.toString();
    }

    /** @param slots of all task managers; {@code freeSlots} of them have nothing to do */
    public record Overview(String version, int taskManagers, int slots, int freeSlots) {}

    /** @param state Flink's word for it: {@code RUNNING}, {@code FINISHED}… */
    public record Job(String id, String name, String state) {
        /** Whether it has come to its end, whatever that is. */
        public boolean isOver() {
            return List.of("FINISHED", "CANCELED", "FAILED").contains(state);
        }
    }

    /** One stage of a job. @param running how many of its subtasks run */
    public record Vertex(String id, String name, int parallelism, int maxParallelism, int running) {}

    /**
     * A start of a jar.
     *
     * @param savepoint where it begins; empty for an empty state
     * @param lenient whether state that the jar has no operator for is let go
     */
    public record Start(Optional<String> savepoint, boolean lenient, int parallelism, List<String> arguments) {
        public Start {
            arguments = List.copyOf(arguments);
        }
    }

    /** What Flink writes of a savepoint: canonical ones outlive a version of Flink, native ones are quick. */
    public enum Format {
        CANONICAL,
        NATIVE
    }

    /** An answer that comes later. @param location null where it failed or is not done; {@code failure} likewise */
    public record Progress(boolean done, String location, String failure) {}

    public Overview overview() throws InterruptedException {
        JsonNode answer = http.get("/overview");
        return new Overview(
                answer.path("flink-version").asText(),
                answer.path("taskmanagers").asInt(),
                answer.path("slots-total").asInt(),
                answer.path("slots-available").asInt());
    }

    /** All jobs that Flink remembers. */
    public List<Job> jobs() throws InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : http.get("/jobs/overview").path("jobs")) {
            jobs.add(new Job(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText()));
        }
        return jobs;
    }

    /** Empty where Flink knows no such job, or no longer. */
    public Optional<Job> job(String id) throws InterruptedException {
        try {
            JsonNode answer = details(id);
            return Optional.of(new Job(
                    id, answer.path("name").asText(), answer.path("state").asText()));
        } catch (FlinkRefusedException e) {
            if (e.isNotFound()) return Optional.empty();
            throw e;
        }
    }

    /** The stages of a job that runs, in the order of its flow. */
    public List<Vertex> vertices(String job) throws InterruptedException {
        List<Vertex> vertices = new ArrayList<>();
        for (JsonNode vertex : details(job).path("vertices")) {
            vertices.add(new Vertex(
                    vertex.path("id").asText(),
                    vertex.path("name").asText(),
                    vertex.path("parallelism").asInt(),
                    vertex.path("maxParallelism").asInt(),
                    vertex.path("tasks").path("RUNNING").asInt()));
        }
        return vertices;
    }

    private JsonNode details(String job) throws InterruptedException {
        return http.get("/jobs/" + job);
    }

    /** @param at ms since 1970. @param message of the root cause */
    public record JobFailure(long at, String message) {}

    /** The last failure's root cause. */
    public Optional<String> lastFailure(String job) throws InterruptedException {
        return newestFailure(job).map(JobFailure::message);
    }

    /** Why the job failed last; a restart may have followed. */
    public Optional<JobFailure> newestFailure(String job) throws InterruptedException {
        JsonNode newest = http.get("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries/0");
        if (newest.isMissingNode()) return Optional.empty();
        String cause = FlinkRefusedException.rootCause(newest.path("stacktrace").asText(), 0);
        return Optional.of(new JobFailure(newest.path("timestamp").asLong(), cause));
    }

    /** As Flink tells it. */
    public JsonNode checkpoints(String job) throws InterruptedException {
        return http.get("/jobs/" + job + "/checkpoints");
    }

    /** Returns the id under which it can be run. */
    public String upload(Path jar) throws InterruptedException {
        try {
            String name = http.upload("/jars/upload", jar).path("filename").asText();
            return name.substring(name.lastIndexOf('/') + 1);
        } catch (FileNotFoundException e) {
            throw new EnvironmentException("there is no file " + jar, e);
        }
    }

    /** Returns the id of the job. @param jar as {@link #upload} has named it */
    public String run(String jar, Start start) throws InterruptedException {
        return run(jar, start, Optional.empty());
    }

    /** The same. @param id the job is to have: so that one start that is asked for twice is one */
    public String run(String jar, Start start, Optional<String> id) throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("programArgsList", start.arguments());
        body.put("parallelism", start.parallelism());
        body.put("allowNonRestoredState", start.lenient());
        id.ifPresent(given -> body.put("jobId", given));
        start.savepoint().ifPresent(path -> body.put("savepointPath", path));
        return http.post("/jars/" + jar + "/run", body).path("jobid").asText();
    }

    /** Forgets an uploaded jar; jobs that were started from it go on. */
    public void forget(String jar) throws InterruptedException {
        http.delete("/jars/" + jar);
    }

    /** What the job shows of itself; Flink puts asterisks in place of values whose names sound like secrets. */
    public Map<String, String> userConfig(String job) throws InterruptedException {
        Map<String, String> shown = new LinkedHashMap<>();
        http.get("/jobs/" + job + "/config")
                .at("/execution-config/user-config")
                .properties()
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue().asText()));
        return shown;
    }

    /**
     * Numbers that the subtasks of a stage measure, by name; the greatest where several do.
     *
     * @param wanted of the names
     */
    public Map<String, Double> metrics(String job, String vertex, Predicate<String> wanted)
            throws InterruptedException {
        String path = "/jobs/" + job + "/vertices/" + vertex + "/subtasks/metrics";
        List<String> names = new ArrayList<>();
        for (JsonNode metric : http.get(path)) {
            if (wanted.test(metric.path("id").asText()))
                names.add(metric.path("id").asText());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i += NAMES_AT_ONCE) {
            List<String> some = names.subList(i, Math.min(i + NAMES_AT_ONCE, names.size()));
            String asked = URLEncoder.encode(String.join(",", some), StandardCharsets.UTF_8);
            for (JsonNode metric : http.get(path + "?agg=max&get=" + asked)) {
                values.put(metric.path("id").asText(), metric.path("max").asDouble());
            }
        }
        return values;
    }

    /** Begins a savepoint while the job goes on. @param trigger a name for it: 32 hexadecimal digits */
    public void triggerSavepoint(String job, String trigger, Optional<String> target, Format format)
            throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        target.ifPresent(folder -> body.put("target-directory", folder));
        body.put("cancel-job", false);
        body.put("formatType", format.name());
        body.put("triggerId", trigger);
        http.post("/jobs/" + job + "/savepoints", body);
    }

    /** Begins a savepoint with which the job ends. @param trigger a name for it: 32 hexadecimal digits */
    public void triggerStop(String job, String trigger, Optional<String> target, Format format)
            throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        target.ifPresent(folder -> body.put("targetDirectory", folder));
        body.put("drain", false);
        body.put("formatType", format.name());
        body.put("triggerId", trigger);
        http.post("/jobs/" + job + "/stop", body);
    }

    /** How far a savepoint is. Flink remembers it for some minutes. */
    public Progress savepoint(String job, String trigger) throws InterruptedException {
        JsonNode answer = http.get("/jobs/" + job + "/savepoints/" + trigger);
        boolean done = answer.path("status").path("id").asText().equals("COMPLETED");
        JsonNode operation = answer.path("operation");
        String failure = operation.path("failure-cause").path("stack-trace").asText(null);
        return new Progress(
                done,
                operation.path("location").asText(null),
                failure == null ? null : FlinkRefusedException.rootCause(failure, 0));
    }

    /** Ends the job without a savepoint; returns before it has ended. */
    public void cancel(String job) throws InterruptedException {
        http.patch("/jobs/" + job);
    }

    /** Asks for another parallelism of all stages, which the adaptive scheduler alone can give. */
    public void rescale(String job, int parallelism) throws InterruptedException {
        String path = "/jobs/" + job + "/resource-requirements";
        Map<String, Object> wanted = new LinkedHashMap<>();
        http.get(path)
                .fieldNames()
                .forEachRemaining(vertex ->
                        wanted.put(vertex, Map.of("parallelism", Map.of("lowerBound", 1, "upperBound", parallelism))));
        http.put(path, wanted);
    }

    /** Anything else, as Flink tells it. @param path with its leading slash */
    public JsonNode get(String path) throws InterruptedException {
        return http.get(path);
    }
}
