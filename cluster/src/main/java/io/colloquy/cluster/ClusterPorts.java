package io.colloquy.cluster;

import io.colloquy.local.KeptPorts;
import io.colloquy.local.Port;
import io.colloquy.local.PortChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which ports the members of a cluster listen on: those of the last start, the usual ones, or the next that are free. */
final class ClusterPorts {
    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";
    /** Of S3 and ZooKeeper, which have one each. */
    static final String CLIENTS = "clients";

    static final String REST = "rest";
    static final String RPC = "rpc";
    static final String METRICS = "metrics";

    private ClusterPorts() {}

    /**
     * Adds what is missing to the ports of the last start. While others live, who starts again must have the ports that
     * it had, as these know them; but for that of metrics, which anybody may have taken meanwhile.
     *
     * @param data may be that of {@code up}, whose clients know the ports of Kafka and Postgres
     * @param kept of the last start
     * @param alive whose ports are in use by themselves
     */
    static Map<String, Integer> choose(Path data, ClusterShape shape, Map<String, Integer> kept, Set<Member> alive)
            throws IOException {
        Map<String, Integer> chosen = new TreeMap<>();
        Map<String, Port> wanted = new TreeMap<>();
        Map<String, Integer> ofUp = KeptPorts.in(data).read();
        for (Member member : shape.members()) {
            usual(member).forEach((purpose, usual) -> {
                String name = member.port(purpose);
                int before = kept.getOrDefault(name, ofUp.getOrDefault(purpose, usual));
                if (alive.contains(member)) chosen.put(name, before);
                else
                    wanted.put(
                            name,
                            port(name, before, !alive.isEmpty() && kept.containsKey(name) && !purpose.equals(METRICS)));
            });
        }
        chosen.putAll(PortChoice.of(wanted));
        return chosen;
    }

    private static Port port(String name, int number, boolean known) {
        return known ? new Port(number, "the port " + name) : Port.preferred(number);
    }

    /** As these programs have them elsewhere; but metrics where no other Flink of this machine looks for a port. */
    private static Map<String, Integer> usual(Member member) {
        return switch (member.role()) {
            case S3 -> Map.of(CLIENTS, 9000);
            case ZOOKEEPER -> Map.of(CLIENTS, 2181);
            case SERVERS -> Map.of(KAFKA, 9092, POSTGRES, 5432);
            case JOB_MANAGER -> Map.of(REST, 8081, RPC, 6123, METRICS, 9300);
            case TASK_MANAGER -> Map.of(METRICS, 9300);
        };
    }
}
