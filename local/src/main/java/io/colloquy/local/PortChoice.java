package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Ports of several servers, chosen together: no two get the same. */
public final class PortChoice {

    private PortChoice() {}

    /**
     * A different one for each. Those that can't be changed choose first, and each is held until all have chosen;
     * afterwards nothing holds them, as the servers are to listen soon.
     *
     * @param wanted by the server's name
     * @return by the same names
     * @throws EnvironmentException where exactly one was asked for and can't be had
     */
    public static Map<String, Integer> of(Map<String, Port> wanted) throws IOException {
        List<Entry<String, Port>> exactFirst = new ArrayList<>(wanted.entrySet());
        exactFirst.sort(Comparator.comparing(entry -> !entry.getValue().isExact()));
        Map<String, Integer> chosen = new LinkedHashMap<>();
        try (Closer held = new Closer()) {
            for (Entry<String, Port> port : exactFirst) {
                ServerSocket socket = held.add(port.getValue().hold());
                chosen.put(port.getKey(), socket.getLocalPort());
            }
        }
        return chosen;
    }
}
