package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ports that were chosen for the servers. Nothing holds them: the servers are to listen soon.
 *
 * @param byServer the ports by the server's name
 * @param moved of each server that has another port than in the last run because that one can't be had: that port
 * @param notices the same for people
 */
record ServerPorts(Map<String, Integer> byServer, Map<String, Integer> moved, List<String> notices) {
    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";
    private static final String FLINK = "flink";

    ServerPorts {
        byServer = Map.copyOf(byServer);
        moved = Map.copyOf(moved);
        notices = List.copyOf(notices);
    }

    /**
     * A different one for each: exactly the one that was asked for, else that of the last run, else one that is free.
     *
     * @param kept of the last run
     * @throws EnvironmentException where one that was asked for can't be had
     */
    static ServerPorts choose(LocalSystem.Ports wanted, Map<String, Integer> kept) throws IOException {
        Map<String, Port> ports = new TreeMap<>();
        ports.put(KAFKA, again(wanted.kafka(), kept.get(KAFKA)));
        ports.put(POSTGRES, again(wanted.postgres(), kept.get(POSTGRES)));
        ports.put(FLINK, again(wanted.flink(), kept.get(FLINK)));
        Map<String, Integer> chosen = PortChoice.of(ports);
        Map<String, Integer> moved = new TreeMap<>();
        List<String> notices = new ArrayList<>();
        ports.forEach((server, port) -> {
            Integer before = kept.get(server);
            if (port.isExact() || before == null || before.equals(chosen.get(server))) return;
            moved.put(server, before);
            notices.add(server + " is now at port " + chosen.get(server) + ": " + before + ", where it was, "
                    + Port.obstacle(before).reason());
        });
        return new ServerPorts(chosen, moved, notices);
    }

    private static Port again(Port wanted, Integer kept) {
        return wanted.isExact() || kept == null ? wanted : Port.preferred(kept);
    }

    int kafka() {
        return byServer.get(KAFKA);
    }

    int postgres() {
        return byServer.get(POSTGRES);
    }

    int flink() {
        return byServer.get(FLINK);
    }

    boolean areFree() {
        return Port.areFree(kafka(), postgres(), flink());
    }
}
