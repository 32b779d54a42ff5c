package io.colloquy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process listens on a port: read from Linux's {@code /proc}, as no tool for it is sure to be installed. */
final class PortHolder {
    private static final String LISTENING = "0A";
    private static final String ANOTHER = "another process";

    private PortHolder() {}

    /** Whether any process listens there. */
    static boolean isTaken(int port) {
        return !sockets(port).isEmpty();
    }

    /** For people: {@code java (process 123)}, or something vague where this system does not say. */
    static String of(int port) {
        return sockets(port).stream()
                .findFirst()
                .flatMap(PortHolder::ownerOf)
                .map(PortHolder::name)
                .orElse(ANOTHER);
    }

    private static List<String> sockets(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(field -> field.length > 9 && field[3].equals(LISTENING))
                .filter(field -> field[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(field -> "socket:[" + field[9] + "]")
                .toList();
    }

    private static Optional<ProcessHandle> ownerOf(String socket) {
        return ProcessHandle.allProcesses()
                .filter(process -> hasOpen(process, socket))
                .findFirst();
    }

    private static boolean hasOpen(ProcessHandle process, String socket) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.anyMatch(file -> target(file).equals(socket));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // gone, or another user's
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(ProcessHandle process) {
        String command = process.info()
                .command()
                .map(path -> Path.of(path).getFileName().toString())
                .orElse(ANOTHER);
        return command + " (process " + process.pid() + ")";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
