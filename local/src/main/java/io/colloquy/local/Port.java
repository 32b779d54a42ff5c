package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
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

    public Port {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException(flag + ": a port is 0 to 65535");
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
     * @throws EnvironmentException where exactly this one was asked for and it is taken
     */
    int claim() {
        if (isFree(number)) {
            return number == 0 ? free() : number;
        }
        if (flag != null) {
            throw new EnvironmentException(flag + " " + number + " is taken by " + PortHolder.of(number)
                    + "; stop that or choose another port");
        }
        return free();
    }

    static boolean areFree(int... numbers) {
        return IntStream.of(numbers).allMatch(Port::isFree);
    }

    private static boolean isFree(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EnvironmentException("no port is free on the loopback interface: " + e, e);
        }
    }
}
