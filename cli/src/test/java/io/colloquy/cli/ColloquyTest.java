package io.colloquy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.settings.SettingsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ColloquyTest {

    @Command(name = "try", description = "Try something.")
    static final class TryCommand extends ReportingCommand {
        @Option(names = "--number", required = true)
        private int number;

        @Override
        protected void run(Report report) {
            if (number < 0) throw new SettingsException("--number", "must be 0 at least");
            output().println("done");
        }
    }

    @TempDir
    Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tr --number 1",
                "try",
                "try --number",
                "try --number x",
                "try --number 99999999999",
                "try --number -1",
                "try --number 1 --bogus",
                "try --number 1 surplus",
                "try --number 1 --set foo",
                "try --number 1 --seed 5",
                "try --number 1 --data folder",
                "try --number 1 --json /there/is/no/such/folder/report.json",
                "try --number 1 --json /"
            })
    void badWordsAreToldInOneSentence(String words) {
        assertThat(run(words.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString().lines()).singleElement().asString().isNotBlank();
    }

    @Test
    void errorSaysWhatIsMeantAndWhereToRead() {
        run("tr", "--number", "1");
        run("try", "--number", "x");

        assertThat(errors.toString())
                .contains("tr is not known here, did you mean try?; 'colloquy --help' tells more")
                .contains("--number")
                .contains("'colloquy try --help' tells more");
    }

    @Test
    void noWordsAtAllGetTheHelp() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("Usage: colloquy").contains("Try something.");
    }

    @Test
    void reportIsWrittenWhereItCanBe() {
        assertThat(run(
                        "try",
                        "--number",
                        "1",
                        "--json",
                        folder.resolve("report.json").toString()))
                .isEqualTo(ExitCode.GOOD);
        assertThat(folder.resolve("report.json")).exists();
    }

    private int run(String... words) {
        CommandLine line = Colloquy.commandLine(words, new TryCommand());
        line.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        return line.execute(words);
    }
}
