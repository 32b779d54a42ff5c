package io.colloquy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/**
 * Where a cluster keeps everything. Kafka and Postgres lie in it as those of {@code up} do, so that either can go on
 * with what the other has stored.
 *
 * @param root absolute
 */
record ClusterFolder(Path root) {
    ClusterFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Holds {@code config.yaml} as Flink's processes read it. */
    Path configuration() {
        return root.resolve("flink/conf");
    }

    /** Jars that were submitted; job managers share it, as whichever leads is to run them. */
    Path uploads() {
        return root.resolve("flink/uploads");
    }

    Path s3() {
        return root.resolve("s3");
    }

    Path zooKeeper() {
        return root.resolve("zookeeper");
    }

    Path log(Member member) {
        return root.resolve("logs").resolve(member.name() + ".log");
    }

    /** What a process needs while it runs. */
    Path scratch(Member member) {
        return root.resolve("flink/scratch").resolve(member.name());
    }

    /** The same, empty: what one of the same name left when it was killed is of no use to another. */
    Path freshScratch(Member member) throws IOException {
        FileUtils.deleteDirectory(scratch(member).toFile());
        return Files.createDirectories(scratch(member));
    }
}
