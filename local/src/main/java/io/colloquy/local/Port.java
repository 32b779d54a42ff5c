package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * A port of this machine's loopback that a server is to listen on.
 *
 * @param number 0 for any free one
 * @param flag the flag that asked for exactly this one; null where another will do if it is taken
 */
public record Port(int number, String flag) {
    public static final int MOST = 65_535;
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final int NEIGHBOURS = 50;

    public Port {
        if (number < 0 || number > MOST) {
            throw new IllegalArgumentException("a port is 0 to " + MOST + ", not " + number);
        }
    }

    /** This one, or any that is free. */
    public static Port preferred(int number) {
        return new Port(number, null);
    }

    public static Port any() {
        return preferred(0);
    }

    /**
     * The port to listen on. Nothing holds it in the meantime: whoever asked is to listen soon.
     *
     * @throws EnvironmentException where exactly this one was asked for and can't be had
     */
    int claim() {
        try (ServerSocket held = hold()) {
            return held.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same, held until the socket is closed.
     *
     * @throws EnvironmentException where exactly this one was asked for and can't be had
     */
    ServerSocket hold() {
        try {
            return listen(number);
        } catch (IOException e) {
            if (flag != null) {
                Obstacle obstacle = obstacle(number);
                throw new EnvironmentException(
                        flag + " " + number + " " + obstacle.reason() + "; " + obstacle.remedy(), e);
            }
            return another();
        }
    }

    boolean isExact() {
        return flag != null;
    }

    static boolean areFree(int... numbers) {
        return IntStream.of(numbers).allMatch(Port::isFree);
    }

    /**
     * Why nobody can listen at a port now.
     *
     * @param reason follows the port in a sentence
     * @param remedy what a person can do
     */
    record Obstacle(String reason, String remedy) {}

    static Obstacle obstacle(int number) {
        return !PortHolder.isTaken(number) && number < FIRST_UNPRIVILEGED
                ? new Obstacle("needs privileges, as all below " + FIRST_UNPRIVILEGED, "choose a port from there on")
                : new Obstacle("is taken by " + PortHolder.of(number), "stop that or choose another port");
    }

    /**
     * One of the next, as people expect. Any free one may at the next start be in use by a connection that somebody has
     * opened, as these get theirs from the same range.
     */
    private ServerSocket another() {
        for (int next = number + 1; next <= Math.min(number + NEIGHBOURS, MOST); next++) {
            try {
                return listen(next);
            } catch (IOException e) {
                // this one is taken, too
            }
        }
        try {
            return listen(0);
        } catch (IOException e) {
            throw new EnvironmentException("no port is free on the loopback interface: " + e, e);
        }
    }

    private static boolean isFree(int number) {
        try (ServerSocket socket = listen(number)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int number) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
