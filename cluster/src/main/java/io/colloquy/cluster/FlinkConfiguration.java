package io.colloquy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * What Flink's processes are told: the configuration of the repository, and on top of it where things lie on this
 * machine. It is written to a file that only this user can read: somebody may have put a key into an option.
 */
final class FlinkConfiguration {
    /** The bucket for all that Flink stores. */
    static final String BUCKET = "colloquy";

    private static final String LOGGING = "log4j-console.properties";
    private static final String OWN = "rw-------";

    private final Configuration options;
    private final Path folder;

    private FlinkConfiguration(Configuration options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    static FlinkConfiguration of(BuiltParts parts, ClusterFolder folder, ClusterRecord cluster) {
        Map<String, String> onTop = new TreeMap<>(storage(folder, cluster));
        onTop.putAll(cluster.shape().highlyAvailable() ? standby(cluster) : alone());
        Member first = Member.jobManager(1);
        onTop.put("jobmanager.rpc.port", Integer.toString(cluster.port(first, ClusterPorts.RPC)));
        onTop.put("rest.port", Integer.toString(cluster.port(first, ClusterPorts.REST)));
        onTop.put("taskmanager.host", "localhost");
        onTop.put(
                "taskmanager.numberOfTaskSlots",
                Integer.toString(cluster.shape().slots()));
        onTop.put("web.upload.dir", folder.uploads().toString());
        onTop.putAll(cluster.shape().options());
        return new FlinkConfiguration(
                GlobalConfiguration.loadConfiguration(parts.configuration().toString(), Configuration.fromMap(onTop)),
                folder.configuration());
    }

    private static Map<String, String> storage(ClusterFolder folder, ClusterRecord cluster) {
        Map<String, String> options = new TreeMap<>(cluster.storage(folder).flinkOptions());
        options.put("execution.checkpointing.dir", inS3("checkpoints"));
        options.put("execution.checkpointing.savepoint-dir", inS3("savepoints"));
        return options;
    }

    private static Map<String, String> standby(ClusterRecord cluster) {
        int port = cluster.port(Member.only(Role.ZOOKEEPER), ClusterPorts.CLIENTS);
        return Map.of(
                "high-availability.type",
                "zookeeper",
                "high-availability.zookeeper.quorum",
                "localhost:" + port,
                "high-availability.storageDir",
                inS3("ha"));
    }

    private static Map<String, String> alone() {
        return Map.of("high-availability.type", "NONE");
    }

    private static String inS3(String name) {
        return "s3://" + BUCKET + "/" + name;
    }

    /** As all processes see them. */
    Configuration options() {
        return options;
    }

    /** Where {@link #write} puts it: Flink's {@code --configDir}. */
    Path folder() {
        return folder;
    }

    Path logging() {
        return folder.resolve(LOGGING);
    }

    void write(BuiltParts parts) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = ConfigurationUtils.convertConfigToWritableLines(options, false);
        Path written = Files.createTempFile(
                folder, "config", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWN)));
        Files.write(written, lines);
        Files.move(written, folder.resolve("config.yaml"), StandardCopyOption.ATOMIC_MOVE);
        Files.copy(parts.configuration().resolve(LOGGING), logging(), StandardCopyOption.REPLACE_EXISTING);
    }
}
