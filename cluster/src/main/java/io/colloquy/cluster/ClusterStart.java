package io.colloquy.cluster;

import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import io.colloquy.local.S3Keys;
import io.colloquy.local.StartLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Starts what a cluster lacks: all of it, or what was killed, or more task managers. For one use. */
final class ClusterStart {
    private final BuiltParts parts;
    private final ClusterFolder folder;
    private final ClusterFile file;
    private final Consumer<String> progress;
    private final List<Member> started = new ArrayList<>();
    private ClusterRecord cluster;

    ClusterStart(BuiltParts parts, ClusterFolder folder, Consumer<String> progress) {
        this.parts = parts;
        this.folder = folder;
        this.file = new ClusterFile(folder);
        this.progress = progress;
    }

    /**
     * Returns once all members work. Where one does not, or this thread is interrupted, what was started is ended again.
     *
     * @return the names of those that were started, in order
     */
    List<String> run(ClusterShape shape) throws IOException, InterruptedException {
        ClusterRecord before =
                file.read().orElseGet(() -> new ClusterRecord(shape, Map.of(), S3Keys.random(), Map.of()));
        Set<Member> alive = Set.copyOf(before.alive());
        if (!alive.contains(Member.only(Role.SERVERS))) takeOver();
        StartLock starting = StartLock.acquireFor(folder.root());
        try {
            cluster = before.with(shape, ClusterPorts.choose(folder.root(), shape, before.ports(), alive));
            file.write(cluster);
            startAll(shape.members().stream()
                    .filter(member -> !alive.contains(member))
                    .toList());
            return started.stream().map(Member::name).toList();
        } catch (IOException | InterruptedException | RuntimeException e) {
            undo(e);
            throw e;
        } finally {
            starting.close();
        }
    }

    /** Finds out whether the folder can be used, and ends the Postgres of servers that were killed: it has the port. */
    private void takeOver() throws IOException {
        try (DataDirectory data = DataDirectory.open(folder.root())) {
            LocalServers.stopLeftovers(data);
        }
    }

    private void startAll(List<Member> missing) throws IOException, InterruptedException {
        if (missing.isEmpty()) return;
        new MemberCommands(parts, folder, cluster).prepare();
        List<Member> first =
                missing.stream().filter(ClusterStart::isNeededByFlink).toList();
        List<Member> then =
                missing.stream().filter(member -> !isNeededByFlink(member)).toList();
        for (Member member : first) start(member);
        awaitAll(first);
        for (Member member : then) start(member);
        awaitAll(then);
    }

    /** A job manager that can't reach these at once gives up. */
    private static boolean isNeededByFlink(Member member) {
        return member.role() == Role.S3 || member.role() == Role.ZOOKEEPER;
    }

    private void start(Member member) throws IOException {
        started.add(member);
        KeptProcess process = new MemberCommands(parts, folder, cluster).start(member);
        cluster = cluster.with(member, process);
        file.write(cluster);
    }

    private void awaitAll(List<Member> members) throws IOException, InterruptedException {
        Readiness readiness = new Readiness(folder, cluster);
        for (Member member : members) {
            readiness.await(member);
            progress.accept(member.name() + " is up");
        }
    }

    private void undo(Exception failure) {
        try {
            new ClusterEnd(folder).end(started);
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
