package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code colloquy} in a clone of its own, with a Java and a Maven that only pretend. */
@Timeout(60)
class LauncherTest {
    private static final String MAIN = "main \"$@\"\n";
    private static final String JAVA =
            """
            #!/usr/bin/env bash
            [[ "$1" == -version ]] && { echo 'openjdk version "17.0.1"' >&2; exit 0; }
            echo "ran as $(id -u)"
            """;
    /** Makes what the script looks for; before that it waits, or fails, where a file says so. */
    private static final String MAVEN =
            """
            #!/usr/bin/env bash
            [[ "$1" == -v ]] && { echo 'Apache Maven 3.9.9'; exit 0; }
            [[ -e fail ]] && { echo '[ERROR] made to fail'; exit 1; }
            if [[ -e wait ]]; then
              trap '' PIPE # as the real one: who reads what it says is ended as well
              trap 'touch ended; exit 143' TERM
              touch waiting
              while true; do sleep 0.1; done
            fi
            IFS=, read -r -a modules <<<"$4"
            for module in "${modules[@]}"; do
              mkdir -p "$module/target/classes"
              echo "$PWD/library.jar" >"$module/target/classpath.txt"
            done
            echo '[INFO] Building Colloquy :: all'
            """;

    @TempDir
    Path temporary;

    private Path clone;
    private Path tools;

    @BeforeEach
    void makeClone() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        clone = Files.createDirectory(temporary.toRealPath().resolve("clone"));
        tools = Files.createDirectory(clone.resolve("bin"));
        Files.createFile(clone.resolve("pom.xml"));
        Files.createFile(clone.resolve("library.jar"));
        program(clone.resolve("colloquy"), Files.readString(Path.of("../colloquy")));
        program(tools.resolve("java"), JAVA);
        program(tools.resolve("javac"), "");
        program(tools.resolve("mvn"), MAVEN);
    }

    @Test
    void buildsOnceAndRuns() throws Exception {
        Run first = new Run(List.of()).awaitEnd();
        assertThat(first.code()).as(first.errors()).isZero();
        assertThat(first.errors()).contains("building for the first time").contains("Building Colloquy :: all");

        Run second = new Run(List.of()).awaitEnd();
        assertThat(second.code()).isZero();
        assertThat(second.errors()).isEmpty();
        assertThat(second.output()).startsWith("ran as");
    }

    @Test
    void failedBuildSaysWhy() throws Exception {
        Files.createFile(clone.resolve("fail"));

        Run run = new Run(List.of()).awaitEnd();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors()).contains("the build failed").contains("made to fail");
    }

    @Test
    void interruptedBuildEndsQuietlyWithMaven() throws Exception {
        Files.createFile(clone.resolve("wait"));
        Run run = new Run(List.of());
        await(clone.resolve("waiting"));

        run.signal("TERM");

        assertThat(run.awaitEnd().code()).isEqualTo(130);
        assertThat(run.errors().lines()).singleElement().asString().contains("building for the first time");
        await(clone.resolve("ended"));
    }

    @Test
    void whatRootBuiltRunsForOthers() throws Exception {
        List<String> other = otherUser();
        new Run(List.of()).awaitEnd();

        Run run = new Run(other).awaitEnd();

        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).startsWith("ran as 65534");
    }

    @Test
    void whoCannotBuildIsToldSo() throws Exception {
        List<String> other = otherUser();
        new Run(List.of()).awaitEnd();
        Files.delete(clone.resolve("library.jar"));

        Run libraries = new Run(other).awaitEnd();
        assertThat(libraries.code()).isEqualTo(3);
        assertThat(libraries.errors())
                .contains("needs " + clone.resolve("library.jar"))
                .contains("belongs to root");

        Files.createFile(clone.resolve("library.jar"));
        Files.createFile(clone.resolve("fail"));
        touch(clone.resolve("pom.xml"));
        Run sources = new Run(other).awaitEnd();
        assertThat(sources.code()).isEqualTo(3);
        assertThat(sources.errors()).contains("older than its sources").contains("clone of your own");
    }

    /** A file of another user in a folder of one's own: what is left of a build with sudo. */
    @Test
    void whatAnotherLeftInTheBuildIsNamed() throws Exception {
        List<String> other = otherUser();
        new Run(List.of()).awaitEnd();
        Path left;
        try (Stream<Path> all = Files.walk(clone)) {
            for (Path path : all.toList()) Files.setAttribute(path, "unix:uid", 65_534);
        }
        try (Stream<Path> all = Files.walk(clone)) {
            left = all.filter(path -> path.endsWith("classpath.txt"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.setAttribute(left, "unix:uid", 0);
        touch(clone.resolve("pom.xml"));

        Run run = new Run(other).awaitEnd();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors()).contains(left + " belongs to root");
    }

    @Test
    void jobsJarIsBuiltForWhoSubmitsIt() throws Exception {
        new Run(List.of()).awaitEnd();
        Run start = new Run(List.of(), "cluster", "start").awaitEnd();
        assertThat(start.errors()).isEmpty();

        Run first = new Run(List.of(), "cluster", "submit").awaitEnd();
        assertThat(first.code()).as(first.errors()).isZero();
        assertThat(first.errors()).contains("building the job's jar");

        Files.createFile(clone.resolve("jobs/target/colloquy-job.jar"));
        assertThat(new Run(List.of(), "cluster", "submit").awaitEnd().errors()).isEmpty();

        touch(Files.createDirectories(clone.resolve("speech/src/main")));
        assertThat(new Run(List.of(), "cluster", "submit").awaitEnd().errors()).contains("building the job's jar");
    }

    /** A command that the script does not know gets the class path of all modules, so only this tells. */
    @Test
    void knowsWhichModuleBringsACommand() throws Exception {
        List<String> known = new ArrayList<>();
        String[] bringing = askScript("modules_of ''").split(" ");
        for (String module : askScript("echo ${modules[*]}").split(" ")) {
            for (String command : CommandsOfModule.in(Path.of("..", module))) {
                assertThat(bringing).as("command_modules").contains(module);
                assertThat(askScript("modules_of " + command)).as(command).isEqualTo(module);
                known.add(command);
            }
        }
        assertThat(known).contains("send", "up");
    }

    /** @param question in the script's own words, to be asked where it would begin */
    private String askScript(String question) throws IOException {
        String script = Files.readString(clone.resolve("colloquy"));
        assertThat(script).endsWith(MAIN);
        Path asking = clone.resolve("asking");
        program(asking, script.substring(0, script.length() - MAIN.length()) + question + "\n");
        Process process = new ProcessBuilder(asking.toString()).start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }

    /** How a program runs as user {@code nobody}. */
    private static List<String> otherUser() {
        assumeThat(PrivateFolder.userId()).as("only root can be others").isZero();
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
        return List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Later than anything that was built. */
    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
    }

    private static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) Thread.sleep(20);
    }

    private final class Run {
        private final Path errors = Files.createTempFile(temporary, "errors", "");
        private final Process process;
        private String output;

        Run(List<String> prefix, String... words) throws IOException {
            List<String> command = new ArrayList<>(prefix);
            command.add(clone.resolve("colloquy").toString());
            command.addAll(words.length == 0 ? List.of("--version") : List.of(words));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().remove("JAVA_HOME");
            builder.environment().merge("PATH", tools + ":", (path, ours) -> ours + path);
            process = builder.start();
        }

        Run awaitEnd() throws IOException, InterruptedException {
            output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return this;
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
        }

        int code() {
            return process.exitValue();
        }

        String output() {
            return output;
        }

        String errors() throws IOException {
            return Files.readString(errors);
        }
    }
}
