package io.colloquy.system.cluster;

import io.colloquy.system.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A job manager and task managers as processes of their own, as Flink's scripts would start them: from the jars of an
 * installed Flink, with the repository's configuration, on free ports of the loopback interface.
 */
final class FlinkProcesses implements AutoCloseable {
    private static final Path CONFIGURATION = Repository.ROOT.resolve("flink-conf");

    private final Path folder;
    private final Map<String, String> overrides = new TreeMap<>();
    private final List<ChildProcess> processes = new ArrayList<>();
    private final int restPort;
    private int started;

    private FlinkProcesses(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.restPort = freePort();
        overrides.put("jobmanager.rpc.port", Integer.toString(freePort()));
        overrides.put("taskmanager.host", "localhost");
        overrides.put("rest.port", Integer.toString(restPort));
        overrides.put("io.tmp.dirs", folder.resolve("tmp").toString());
        overrides.put("process.working-dir", folder.resolve("work").toString());
        overrides.put("web.upload.dir", folder.resolve("upload").toString());
        overrides.put(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        overrides.put("execution.checkpointing.interval", "1 s");
        overrides.put("execution.checkpointing.min-pause", "500 ms");
        overrides.put("jobmanager.memory.process.size", "1024m");
        overrides.put("taskmanager.memory.process.size", "1900m");
        overrides.put("taskmanager.memory.managed.fraction", "0.15");
        overrides.put("taskmanager.memory.task.off-heap.size", "512m");
    }

    /** Starts one of each; they may still be busy starting when this returns. */
    static FlinkProcesses start(Path folder) throws IOException {
        FlinkProcesses flink = new FlinkProcesses(folder);
        try {
            flink.startJobManager();
            flink.startTaskManager();
            return flink;
        } catch (IOException | RuntimeException e) {
            flink.close();
            throw e;
        }
    }

    URI rest() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    private void startJobManager() throws IOException {
        Configuration configuration = configuration();
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
        start(
                StandaloneSessionClusterEntrypoint.class,
                words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)),
                words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    }

    void startTaskManager() throws IOException {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration());
        start(
                TaskManagerRunner.class,
                words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    }

    /** Kills the one that was started last. */
    void killTaskManager() {
        processes.remove(processes.size() - 1).close();
    }

    boolean allAlive() {
        return processes.stream().allMatch(ChildProcess::isAlive);
    }

    private void start(Class<?> main, List<String> memory, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(memory);
        command.addAll(words(configuration().get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.add("-Dlog4j.configurationFile=" + CONFIGURATION.resolve("log4j-console.properties"));
        command.addAll(List.of("-cp", Files.readString(Build.flinkClassPath()).strip(), main.getName()));
        command.addAll(List.of("--configDir", CONFIGURATION.toString()));
        command.addAll(settings);
        overrides.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
        Path log = folder.resolve(++started + "-" + main.getSimpleName() + ".log");
        processes.add(ChildProcess.start(command, log));
    }

    private Configuration configuration() {
        return GlobalConfiguration.loadConfiguration(CONFIGURATION.toString(), Configuration.fromMap(overrides));
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
        processes.clear();
    }
}
