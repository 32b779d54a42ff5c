package io.colloquy.cluster;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build has made that a cluster runs.
 *
 * @param home where Colloquy lies
 */
public record BuiltParts(Path home) {
    public BuiltParts {
        home = home.toAbsolutePath().normalize();
    }

    /** The jar that is submitted. */
    public Path jobJar() {
        return built("jobs/target/colloquy-job.jar");
    }

    /** The class path of a Flink without any of Colloquy. */
    public String flinkClassPath() throws IOException {
        return Files.readString(flinkClassPathFile()).strip();
    }

    /** Holds {@link #flinkClassPath}. */
    public Path flinkClassPathFile() {
        return built("flink-lib/target/classpath.txt");
    }

    /** What Flink loads beside that, each by a class loader of its own: a folder each. */
    public Path flinkPlugins() {
        return built("flink-lib/target/plugins");
    }

    /** Of the cluster and of the job, as the repository has it. */
    public Path configuration() {
        return home.resolve("flink-conf");
    }

    public Path models() {
        return home.resolve("models");
    }

    /** @throws EnvironmentException where it is missing */
    private Path built(String name) {
        Path file = home.resolve(name);
        if (Files.exists(file)) return file;
        throw new EnvironmentException(
                "there is no " + file + "; build it: mvn package -pl jobs,flink-lib -am" + " -DskipTests");
    }
}
