package io.colloquy.cluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** Command lines of Flink's processes, as Flink's own scripts would make them. */
final class FlinkCommands {
    private final BuiltParts parts;
    private final ClusterFolder folder;
    private final ClusterRecord cluster;
    private final FlinkConfiguration configuration;

    FlinkCommands(BuiltParts parts, ClusterFolder folder, ClusterRecord cluster) {
        this.parts = parts;
        this.folder = folder;
        this.cluster = cluster;
        this.configuration = FlinkConfiguration.of(parts, folder, cluster);
    }

    FlinkConfiguration configuration() {
        return configuration;
    }

    /** For all of Flink's processes. The keys of S3 are here, as anybody can see a command line. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(cluster.storage(folder).environment());
        environment.put("FLINK_PLUGINS_DIR", parts.flinkPlugins().toString());
        environment.put("FLINK_CONF_DIR", configuration.folder().toString());
        return environment;
    }

    List<String> jobManager(Member member) throws IOException {
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(options());
        Map<String, String> own = own(member);
        own.put("rest.port", Integer.toString(cluster.port(member, ClusterPorts.REST)));
        String rpc = Integer.toString(cluster.port(member, ClusterPorts.RPC));
        own.put("jobmanager.rpc.port", rpc);
        own.put("high-availability.jobmanager.port", rpc);
        own.put("jobmanager.resource-id", member.name());
        own.put("web.log.path", folder.log(member).toString());
        List<String> jvm = words(JobManagerProcessUtils.generateJvmParametersStr(memory, options()));
        jvm.addAll(words(options().get(CoreOptions.FLINK_JM_JVM_OPTIONS)));
        List<String> command = flink(member, jvm, StandaloneSessionClusterEntrypoint.class);
        command.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        return withOptions(command, own);
    }

    List<String> taskManager(Member member) throws IOException {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(options());
        Map<String, String> own = own(member);
        own.put("taskmanager.resource-id", member.name());
        // For Flink's web page. The property log.file would do the same, but RocksDB then puts its own logs there,
        // under
        // names that are made of whole paths, and too long for some.
        own.put("taskmanager.log.path", folder.log(member).toString());
        List<String> jvm = words(ProcessMemoryUtils.generateJvmParametersStr(memory));
        jvm.addAll(words(options().get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
        List<String> command = flink(member, jvm, TaskManagerRunner.class);
        command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        return withOptions(command, own);
    }

    List<String> zooKeeper(Member member) throws IOException {
        Path data = Files.createDirectories(folder.zooKeeper());
        int port = cluster.port(member, ClusterPorts.CLIENTS);
        Properties properties = new Properties();
        properties.setProperty("dataDir", data.resolve("data").toString());
        properties.setProperty("clientPortAddress", "127.0.0.1");
        properties.setProperty("clientPort", Integer.toString(port));
        properties.setProperty("admin.enableServer", "false");
        properties.setProperty("tickTime", "1000");
        Path file = data.resolve("zoo.cfg");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        List<String> command = flink(member, List.of("-Xmx128m"), FlinkZooKeeperQuorumPeer.class);
        command.addAll(List.of("--zkConfigFile", file.toString(), "--peerId", "1"));
        return command;
    }

    private Configuration options() {
        return configuration.options();
    }

    /** What no two processes share. */
    private Map<String, String> own(Member member) {
        Map<String, String> own = new TreeMap<>();
        own.put("metrics.reporter.prom.port", Integer.toString(cluster.port(member, ClusterPorts.METRICS)));
        own.put("io.tmp.dirs", folder.scratch(member).toString());
        own.put("process.working-dir", folder.scratch(member).toString());
        return own;
    }

    private List<String> flink(Member member, List<String> jvm, Class<?> main) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvm);
        command.addAll(words(options().get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.add("-Djava.io.tmpdir=" + folder.freshScratch(member));
        command.add("-Dlog4j.configurationFile=" + configuration.logging());
        command.addAll(List.of("-cp", parts.flinkClassPath(), main.getName()));
        command.addAll(List.of("--configDir", configuration.folder().toString()));
        return command;
    }

    private static List<String> withOptions(List<String> command, Map<String, String> options) {
        options.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.strip().split("\\s+")) {
            if (!word.isEmpty()) words.add(word);
        }
        return words;
    }
}
