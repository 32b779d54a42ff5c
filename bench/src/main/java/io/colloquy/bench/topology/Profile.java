package io.colloquy.bench.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where a process spends its time, by samples of what its threads run: the JVM's own flight recorder. */
public final class Profile implements AutoCloseable {
    private static final String JAVA = "jdk.ExecutionSample";
    private static final String NATIVE = "jdk.NativeMethodSample";
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String ROCKSDB = "org.rocksdb";
    /** Threads that wait in native code are sampled too; of what is native, only the state store works. */
    private static final Pattern SUBTASK = Pattern.compile(" \\(\\d+/\\d+\\)#\\d+.*|[-#]?\\d+$");

    private static final int LEAST_PERCENT = 1;

    private final Recording recording = new Recording();

    /** @param percent of all samples */
    public record Share(String where, double percent) {}

    public Profile() {
        recording.enable(JAVA).withPeriod(PERIOD);
        recording.enable(NATIVE).withPeriod(PERIOD);
        recording.start();
    }

    /**
     * The first recording of a process throws its compiled code away: a profile that is taken right after is one of the
     * start, in which a hash that has an instruction of its own takes eight times as long. To be called before anything
     * is compiled that counts.
     */
    public static void prepare() {
        new Profile().close();
    }

    /** What the samples so far say. */
    public record Shares(List<Share> byTask, List<Share> byCode) {}

    public Shares stop() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("colloquy-profile-", ".jfr");
        try {
            recording.dump(file);
            return read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Shares read(Path file) throws IOException {
        Map<String, Integer> byTask = new HashMap<>();
        Map<String, Integer> byCode = new HashMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String code = code(event);
                if (code == null) continue;
                byTask.merge(task(event), 1, Integer::sum);
                byCode.merge(code, 1, Integer::sum);
            }
        }
        return new Shares(shares(byTask), shares(byCode));
    }

    /** Null for a sample that does not count. */
    private static String code(RecordedEvent event) {
        boolean counts = event.getEventType().getName().equals(JAVA);
        if (event.getStackTrace() == null) return null;
        List<String> names = event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(frame -> frame.getMethod().getType().getName())
                .toList();
        if (names.isEmpty()) return null;
        if (!counts && !names.get(0).startsWith(ROCKSDB)) return null;
        return names.stream()
                .map(Profile::known)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("the rest of the JVM");
    }

    /** What a frame is about; null where the one that called it tells more. */
    private static String known(String type) {
        if (type.startsWith(ROCKSDB)) return "RocksDB";
        if (type.startsWith("io.colloquy.")) return type;
        if (type.startsWith("com.fasterxml.jackson")) return "Jackson";
        if (type.startsWith("org.apache.kafka.clients")) return "Kafka client";
        if (type.startsWith("org.apache.kafka") || type.startsWith("kafka.")) return "Kafka, broker and protocol";
        if (type.contains(".flink.") && (type.contains("typeutils") || type.contains(".core.memory"))) {
            return "Flink: serializers";
        }
        if (type.startsWith("org.apache.flink.state.rocksdb")) return "Flink: state";
        if (type.startsWith("org.apache.flink.connector")) return "Flink: connector";
        if (type.contains("flink.runtime.io") || type.contains("shaded.netty")) return "Flink: network";
        if (type.startsWith("org.apache.flink")) return "Flink: the rest";
        return null;
    }

    private static String task(RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        String name = thread == null || thread.getJavaName() == null ? "?" : thread.getJavaName();
        return SUBTASK.matcher(name).replaceAll("");
    }

    private static List<Share> shares(Map<String, Integer> samples) {
        double all = samples.values().stream().mapToInt(Integer::intValue).sum();
        return samples.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), 100 * entry.getValue() / all))
                .filter(share -> share.percent >= LEAST_PERCENT)
                .sorted(Comparator.comparingDouble(Share::percent).reversed())
                .toList();
    }

    @Override
    public void close() {
        recording.close();
    }
}
