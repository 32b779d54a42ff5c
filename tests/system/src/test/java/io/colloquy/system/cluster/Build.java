package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import java.nio.file.Path;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Where the build puts what these tests run. */
final class Build {
    private Build() {}

    /** The jar that is submitted. */
    static Path jobJar() {
        return built("jobs/target/colloquy-job.jar");
    }

    /** The class path of a Flink without any of Colloquy. */
    static Path flinkClassPath() {
        return built("flink-lib/target/classpath.txt");
    }

    /** What Flink loads as plugins, a folder each. */
    static Path plugins() {
        return s3Plugin().getParent().getParent();
    }

    /** What Flink needs for {@code s3://}. */
    static Path s3Plugin() {
        return built("flink-lib/target/plugins/s3-fs-hadoop/flink-s3-fs-hadoop-" + EnvironmentInformation.getVersion()
                + ".jar");
    }

    private static Path built(String name) {
        Path file = Repository.ROOT.resolve(name);
        assertThat(file)
                .as("made by: mvn package -pl jobs,flink-lib -am -DskipTests")
                .isRegularFile();
        return file;
    }
}
