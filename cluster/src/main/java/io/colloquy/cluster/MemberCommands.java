package io.colloquy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Starts the processes of a cluster, each as its role wants it. */
final class MemberCommands {
    private final ClusterFolder folder;
    private final ClusterRecord cluster;
    private final BuiltParts parts;
    private final FlinkCommands flink;

    MemberCommands(BuiltParts parts, ClusterFolder folder, ClusterRecord cluster) {
        this.parts = parts;
        this.folder = folder;
        this.cluster = cluster;
        this.flink = new FlinkCommands(parts, folder, cluster);
    }

    /** What all processes share, before the first of them starts. */
    void prepare() throws IOException {
        Files.createDirectories(folder.uploads());
        cluster.storage(folder).makeBucket(FlinkConfiguration.BUCKET);
        flink.configuration().write(parts);
    }

    /** Returns at once; it may still end because of something that is in its way. */
    KeptProcess start(Member member) throws IOException {
        Map<String, String> environment =
                switch (member.role()) {
                    case S3, SERVERS -> Map.of();
                    case ZOOKEEPER, JOB_MANAGER, TASK_MANAGER -> flink.environment();
                };
        return DetachedProcess.start(command(member), environment, folder.log(member));
    }

    private List<String> command(Member member) throws IOException {
        return switch (member.role()) {
            case S3 -> cluster.storage(folder).command();
            case ZOOKEEPER -> flink.zooKeeper(member);
            case SERVERS -> servers(member);
            case JOB_MANAGER -> flink.jobManager(member);
            case TASK_MANAGER -> flink.taskManager(member);
        };
    }

    private List<String> servers(Member member) {
        return List.of(
                FlinkCommands.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dcolloquy.home=" + parts.home(),
                "-cp",
                System.getProperty("java.class.path"),
                ServersMain.class.getName(),
                "servers",
                "--data",
                folder.root().toString(),
                "--kafka-port",
                Integer.toString(cluster.port(member, ClusterPorts.KAFKA)),
                "--postgres-port",
                Integer.toString(cluster.port(member, ClusterPorts.POSTGRES)),
                "--flink",
                cluster.rest(Member.jobManager(1)).toString());
    }
}
