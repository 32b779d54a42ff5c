package io.colloquy.cluster;

import io.colloquy.local.S3Keys;
import io.colloquy.local.S3Storage;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a cluster from one command to the next.
 *
 * @param ports of loopback, by {@link Member#port}; clients know them, so they stay
 * @param s3 what requests to S3 are signed with
 * @param processes those that were started and not ended in order, by {@link Member#name}; some may be gone
 */
record ClusterRecord(ClusterShape shape, Map<String, Integer> ports, S3Keys s3, Map<String, KeptProcess> processes) {
    ClusterRecord {
        ports = Map.copyOf(ports);
        processes = Map.copyOf(processes);
    }

    int port(Member member, String purpose) {
        return ports.get(member.port(purpose));
    }

    /** Where its REST is. */
    URI rest(Member jobManager) {
        return URI.create("http://127.0.0.1:" + port(jobManager, ClusterPorts.REST));
    }

    S3Storage storage(ClusterFolder folder) {
        return new S3Storage(folder.s3(), port(Member.only(Role.S3), ClusterPorts.CLIENTS), s3);
    }

    /** Those that were started, in the order in which they start. */
    List<Member> started() {
        return processes.keySet().stream()
                .map(Member::named)
                .sorted(Comparator.comparing(Member::role).thenComparing(Member::number))
                .toList();
    }

    /** Those of them that live. */
    List<Member> alive() {
        return started().stream().filter(member -> alive(member).isPresent()).toList();
    }

    /** The process of that member, where it lives. */
    Optional<KeptProcess> alive(Member member) {
        return Optional.ofNullable(processes.get(member.name())).filter(KeptProcess::isAlive);
    }

    /** The same in another shape. What is gone and has no place in it is not missed any longer. */
    ClusterRecord with(ClusterShape other, Map<String, Integer> otherPorts) {
        Map<String, KeptProcess> missed = new TreeMap<>(processes);
        missed.keySet().retainAll(names(alive(), other.members()));
        return new ClusterRecord(other, otherPorts, s3, missed);
    }

    private static Set<String> names(List<Member> some, List<Member> others) {
        return Stream.concat(some.stream(), others.stream()).map(Member::name).collect(Collectors.toSet());
    }

    ClusterRecord with(Member member, KeptProcess process) {
        Map<String, KeptProcess> all = new TreeMap<>(processes);
        all.put(member.name(), process);
        return new ClusterRecord(shape, ports, s3, all);
    }

    /** It was ended, so that nobody misses it. */
    ClusterRecord without(Member member) {
        Map<String, KeptProcess> all = new TreeMap<>(processes);
        all.remove(member.name());
        return new ClusterRecord(shape, ports, s3, all);
    }
}
