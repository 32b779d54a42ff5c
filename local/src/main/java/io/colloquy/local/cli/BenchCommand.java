package io.colloquy.local.cli;

import io.colloquy.bench.Comparison;
import io.colloquy.bench.Machine;
import io.colloquy.bench.PeerMissingException;
import io.colloquy.bench.SpeechBench;
import io.colloquy.jobs.SettingsException;
import io.colloquy.local.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code colloquy bench}: how fast this is beside a peer, measured here and now. */
@Command(
        name = "bench",
        description =
                "Compare with a peer on this machine. speech: Opus to 16 kHz, against libopus through ffmpeg. Exits with 1"
                        + " where a ratio is below its target.")
final class BenchCommand extends ReportingCommand {
    private static final String RECORDINGS = "models/recordings";
    private static final String SPEECH = "speech";

    @Parameters(paramLabel = "NAME", description = "What to measure: " + SPEECH + ".")
    private String name;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measure ours and theirs so often, in turn; the median counts. Default: 5.")
    private int rounds;

    @Override
    protected void run(Report report) throws Exception {
        if (!name.equals(SPEECH)) throw new SettingsException(name, "is no benchmark: there is " + SPEECH);
        if (rounds < 1) throw new SettingsException("--rounds", "must be 1 at least");
        Path recordings =
                Path.of(System.getProperty(LocalModels.HOME_PROPERTY, "")).resolve(RECORDINGS);
        report.put("machine", Machine.here());
        List<Comparison> results = compare(recordings);
        report.put("results", results);
        results.forEach(result -> show(result, report));
    }

    private List<Comparison> compare(Path recordings) throws Exception {
        try {
            return SpeechBench.run(recordings, rounds, this::progress);
        } catch (PeerMissingException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    private void show(Comparison result, Report report) {
        String line = String.format(
                "%s: %.0f against %.0f %s, ratio %.2f (target %.2f)",
                result.name(), result.ours(), result.theirs(), result.unit(), result.ratio(), result.target());
        reading().println(line);
        reading().flush();
        if (!result.ok()) report.fail(line);
    }
}
