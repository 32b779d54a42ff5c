package io.colloquy.cluster;

import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Ends processes of a cluster in order: last started, first ended. */
final class ClusterEnd {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClusterFolder folder;
    private final ClusterFile file;

    ClusterEnd(ClusterFolder folder) {
        this.folder = folder;
        this.file = new ClusterFile(folder);
    }

    /** Returns once they are gone, whether they lived or not; by force where one takes too long. */
    void end(Collection<Member> members) throws IOException, InterruptedException {
        Map<Role, List<Member>> byRole = new EnumMap<>(Role.class);
        for (Member member : members)
            byRole.computeIfAbsent(member.role(), role -> new ArrayList<>()).add(member);
        List<Role> roles = new ArrayList<>(byRole.keySet());
        for (int i = roles.size() - 1; i >= 0; i--) endTogether(byRole.get(roles.get(i)));
        if (byRole.containsKey(Role.SERVERS)) endLeftovers();
    }

    private void endTogether(List<Member> members) throws IOException, InterruptedException {
        ClusterRecord cluster = file.read().orElseThrow();
        for (Member member : members) cluster.alive(member).ifPresent(KeptProcess::ask);
        for (Member member : members) {
            KeptProcess process = cluster.processes().get(member.name());
            if (process != null) process.end(PATIENCE);
            cluster = cluster.without(member);
        }
        file.write(cluster);
    }

    /** Postgres outlives servers that were killed. */
    private void endLeftovers() throws IOException {
        try (DataDirectory data = DataDirectory.open(folder.root())) {
            LocalServers.stopLeftovers(data);
        }
    }
}
