package io.colloquy.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.commands.RunningSystem;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import io.colloquy.local.S3Storage;
import io.colloquy.ops.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A cluster on this machine: Flink's job managers and task managers, Kafka, Postgres, S3 and perhaps ZooKeeper, as
 * processes that outlive this one. What runs is known from a file in the cluster's folder. For one thread.
 */
public final class ProcessCluster {
    private static final Duration SEARCHING = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BuiltParts parts;
    private final ClusterFolder folder;
    private final ClusterFile file;
    private final Consumer<String> progress;

    /**
     * @param data where all of it lies, whether a cluster was started there or not
     * @param progress is told a line for each member that has started
     */
    public ProcessCluster(BuiltParts parts, Path data, Consumer<String> progress) {
        this.parts = parts;
        this.folder = new ClusterFolder(data);
        this.file = new ClusterFile(folder);
        this.progress = progress;
    }

    /** The shape of what runs; empty where nothing does. */
    public Optional<ClusterShape> shape() {
        return file.read().filter(cluster -> !cluster.alive().isEmpty()).map(ClusterRecord::shape);
    }

    /**
     * Starts all members that do not live. Returns once all work; where one does not, or this thread is interrupted,
     * those that it has started are ended again.
     *
     * @param shape of a cluster of which something lives, that of {@link #shape}, perhaps with more task managers
     * @return the names of those that were started
     * @throws EnvironmentException where this machine is in the way
     */
    public List<String> start(ClusterShape shape) throws Exception {
        Files.createDirectories(folder.root());
        ClusterLock lock = ClusterLock.acquire(folder);
        try {
            List<String> started = new ClusterStart(parts, folder, progress).run(shape);
            announce(leadership().rest().orElseThrow(this::noJobManager));
            return started;
        } finally {
            lock.close();
        }
    }

    /** What {@code kill -9} does to that member. Returns once it is gone. @param name as {@link #members} has it */
    public void kill(String name) throws InterruptedException {
        KeptProcess process = cluster().processes().get(name);
        if (process == null) throw new IllegalArgumentException("no " + name + " was started");
        process.kill();
    }

    /** Ends all that was started, in order. The job must have been cancelled, if its checkpoint is to be told. */
    public void stop() throws IOException, InterruptedException {
        ClusterLock lock = ClusterLock.acquire(folder);
        try {
            new ClusterEnd(folder).end(cluster().started());
        } finally {
            lock.close();
        }
    }

    /** Process numbers of all that was started and not stopped, by name; empty where it is gone. */
    public Map<String, Optional<Long>> members() {
        ClusterRecord cluster = cluster();
        Map<String, Optional<Long>> members = new TreeMap<>();
        for (Member member : cluster.started())
            members.put(member.name(), cluster.alive(member).map(KeptProcess::pid));
        return members;
    }

    /** Where the log of that member lies. */
    public Path log(String name) {
        return folder.log(Member.named(name));
    }

    /**
     * Which job manager leads.
     *
     * @param leader its name; empty where none leads, or not yet
     * @param rest where Flink's REST is: the leader's or, until there is one, another's; empty where none lives
     */
    public record Leadership(Optional<String> leader, Optional<URI> rest) {}

    /** Who leads just now. With ZooKeeper that takes a second or two, and names one that was killed for some seconds. */
    public Leadership leadership() throws Exception {
        ClusterRecord cluster = cluster();
        List<Member> living = cluster.alive().stream()
                .filter(member -> member.role() == Role.JOB_MANAGER)
                .toList();
        Optional<Member> leader = leader(cluster, living);
        return new Leadership(
                leader.map(Member::name),
                leader.or(() -> living.stream().findFirst()).map(cluster::rest));
    }

    private Optional<Member> leader(ClusterRecord cluster, List<Member> living) throws Exception {
        if (!cluster.shape().highlyAvailable()) return living.stream().findFirst();
        if (living.isEmpty() || cluster.alive(Member.only(Role.ZOOKEEPER)).isEmpty()) return Optional.empty();
        Optional<URI> found =
                LeaderSearch.find(FlinkConfiguration.of(parts, folder, cluster).options(), SEARCHING);
        return living.stream()
                .filter(member -> found.map(
                                rest -> rest.getPort() == cluster.rest(member).getPort())
                        .orElse(false))
                .findFirst();
    }

    /** Flink's REST: that of the job manager that leads or, until one does, that of another. */
    public FlinkRest rest() throws Exception {
        return new FlinkRest(leadership().rest().orElseThrow(this::noJobManager));
    }

    private EnvironmentException noJobManager() {
        return new EnvironmentException("no job manager of the cluster on " + folder.root()
                + " lives; start it again with './colloquy cluster start --data " + folder.root() + "'");
    }

    /** How clients reach Kafka, with the usual topics. */
    public KafkaSettings kafka() {
        int port = cluster().port(Member.only(Role.SERVERS), ClusterPorts.KAFKA);
        return new KafkaSettings(LocalServers.bootstrapAt(port), Map.of(), KafkaSettings.TopicNames.DEFAULT);
    }

    public PostgresSettings postgres() {
        return LocalServers.postgresAt(cluster().port(Member.only(Role.SERVERS), ClusterPorts.POSTGRES));
    }

    /** What lies in S3, and where it is. Flink's is the bucket {@code colloquy}. */
    public S3Storage s3() {
        return cluster().storage(folder);
    }

    /** Where that member tells its metrics to Prometheus. @param name of a job manager or a task manager */
    public URI metrics(String name) {
        int port = cluster().port(Member.named(name), ClusterPorts.METRICS);
        return URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /**
     * Tells other commands where Flink's REST is now: after a failover they would go on to ask the job manager that is
     * gone. Does nothing where they know it, and while a command starts or stops the cluster, which tells it itself.
     */
    public void announceAgain(URI rest) throws IOException {
        Optional<ClusterLock> lock = ClusterLock.tryAcquire(folder);
        if (lock.isEmpty()) return;
        try {
            if (DataDirectory.isAnnounced(folder.root()) && !isAnnounced(rest)) announce(rest);
        } finally {
            lock.get().close();
        }
    }

    private boolean isAnnounced(URI rest) {
        return RunningSystem.on(folder.root()).flink().equals(rest.toString());
    }

    private void announce(URI rest) throws IOException {
        Endpoints endpoints = Endpoints.of(kafka().bootstrap(), postgres(), rest.toString());
        try {
            DataDirectory.announceAt(folder.root(), JSON.writeValueAsString(endpoints));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws EnvironmentException where none was ever started there */
    private ClusterRecord cluster() {
        return file.read()
                .orElseThrow(() -> new EnvironmentException("no cluster was started on " + folder.root()
                        + ": './colloquy cluster start --data " + folder.root() + "' starts one"));
    }
}
