package io.colloquy.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process occupies, native memory of models and state included. */
final class ResidentMemory {
    private ResidentMemory() {}

    /** The most that it ever did, in MiB; null where the system has no {@code /proc}. */
    static Long peakMb() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) return null;
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
