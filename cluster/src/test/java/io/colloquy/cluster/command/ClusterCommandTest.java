package io.colloquy.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ClusterCommandTest {
    @Command(name = "colloquy")
    private static final class Root {}

    @TempDir
    Path data;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String words) {
        List<String> all = new ArrayList<>(List.of("cluster"));
        if (!words.isEmpty()) {
            all.addAll(List.of(words.split(" ")));
            all.addAll(List.of("--data", data.toString()));
        }
        return new CommandLine(new Root())
                .addSubcommand(new ClusterCommand())
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start --taskmanagers 0",
                "start --taskmanagers many",
                "start --slots 65",
                "start --jar x",
                "submit --parallelism 0",
                "submit --jar no/such/file.jar",
                "submit --config no/such/file.yaml",
                "stop --ha"
            })
    void wrongUsageIsTold(String words) {
        assertThat(run(words)).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).isNotBlank();
        assertThat(output.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "status", "stop"})
    void saysHowToStartWhereNothingRuns(String command) {
        assertThat(run(command)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(errors.toString())
                .contains("nothing runs on " + data)
                .contains("./colloquy cluster start --data " + data);
    }

    /** Of all other commands, they are those of the job. */
    @Test
    void settingsOfAStartAreThoseOfFlink() {
        run("start --help");
        assertThat(output.toString()).contains("One of Flink's options").doesNotContain("setting of the job");

        run("submit --help");
        assertThat(output.toString()).contains("A setting of the job");
    }

    @Test
    void reportNamesTheWholeCommand() {
        run("status --json -");
        assertThat(output.toString())
                .contains("\"command\" : \"cluster status\"")
                .contains("\"ok\" : false");
    }
}
