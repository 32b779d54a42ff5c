package io.colloquy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.local.DataDirectory;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether members of a cluster do their work, which is some time after they were started. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 100;
    private static final int CONNECTING_MILLIS = 1_000;
    private static final int LAST_LINES = 3;

    private final ClusterFolder folder;
    private final ClusterRecord cluster;
    private final Map<Member, FlinkRest> rests = new HashMap<>();

    Readiness(ClusterFolder folder, ClusterRecord cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    /**
     * Returns once that member works.
     *
     * @throws EnvironmentException where it ends instead, or takes too long
     */
    void await(Member member) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!works(member)) {
            if (cluster.alive(member).isEmpty())
                throw new EnvironmentException(member.name() + " has ended" + last(folder.log(member)));
            if (System.nanoTime() > deadline)
                throw new EnvironmentException(member.name() + " is not ready after " + PATIENCE.toMinutes()
                        + " minutes" + last(folder.log(member)));
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static String last(Path log) throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        List<String> end = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return "; its log is " + log + (end.isEmpty() ? "" : ", and ends so: " + String.join(" / ", end));
    }

    private boolean works(Member member) throws InterruptedException {
        return switch (member.role()) {
            case S3 -> cluster.storage(folder).isServed();
            case ZOOKEEPER -> listens(cluster.port(member, ClusterPorts.CLIENTS));
            case SERVERS -> DataDirectory.isAnnounced(folder.root());
            case JOB_MANAGER -> answers(member);
            case TASK_MANAGER -> registered().contains(member.name());
        };
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECTING_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** One that stands by answers, too, once another leads. */
    private boolean answers(Member jobManager) throws InterruptedException {
        try {
            rest(jobManager).overview();
            return true;
        } catch (EnvironmentException | FlinkRefusedException e) {
            return false;
        }
    }

    /** Each has threads of its own, too many for one per look. */
    private FlinkRest rest(Member jobManager) {
        return rests.computeIfAbsent(jobManager, member -> new FlinkRest(cluster.rest(member)));
    }

    private List<String> registered() throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (Member member : cluster.alive()) {
            if (member.role() != Role.JOB_MANAGER || !answers(member)) continue;
            for (JsonNode one : rest(member).get("/taskmanagers").path("taskmanagers"))
                ids.add(one.path("id").asText());
            break;
        }
        return ids;
    }
}
