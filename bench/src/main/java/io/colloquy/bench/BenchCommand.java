package io.colloquy.bench;

import io.colloquy.bench.arrival.ArrivalBench;
import io.colloquy.bench.arrival.ArrivalPicture;
import io.colloquy.bench.arrival.ArrivalResult;
import io.colloquy.bench.assemble.AssembleBench;
import io.colloquy.bench.comparison.BenchResult;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Machine;
import io.colloquy.bench.gpu.GpuBench;
import io.colloquy.bench.live.LiveBench;
import io.colloquy.bench.live.LiveResult;
import io.colloquy.bench.prints.PrintsPicture;
import io.colloquy.bench.prints.PrintsResult;
import io.colloquy.bench.speech.InferenceBench;
import io.colloquy.bench.speech.PeerMissingException;
import io.colloquy.bench.speech.SpeechBench;
import io.colloquy.bench.topology.TopologyBench;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.Failure;
import io.colloquy.cli.Home;
import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.demo.Recording;
import io.colloquy.demo.Recordings;
import io.colloquy.jobs.JobSettings;
import io.colloquy.local.Application;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalCommand;
import io.colloquy.local.LocalServers;
import io.colloquy.local.LocalSystem;
import io.colloquy.local.Logs;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.engine.SpeechRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code colloquy bench}: how fast this is beside a peer, or a limit, measured here and now. */
@Command(
        name = "bench",
        description =
                "Compare with a peer on this machine. speech: Opus to 16 kHz, against libopus through ffmpeg. inference:"
                        + " the models on all cores, against one thread. gpu: a recogniser of a real one's size on a"
                        + " GPU. assemble: what a late chunk costs by the history that it comes into, and beside Flink's"
                        + " session windows. topology: the whole job with models that answer at once, against its source"
                        + " alone. live: from the end of speech to its row, with devices that send in real time. arrival:"
                        + " the same recordings, delivered in every way that devices have, beside session windows and the"
                        + " turnstile of wearables' pipelines. prints: how surely a sound is known by its print, on any"
                        + " recordings. Exits with 1 where a target is missed.")
public final class BenchCommand extends ReportingCommand {
    private static final String RECORDINGS = "models/recordings";

    @Parameters(
            paramLabel = "NAME",
            description = "What to measure: speech, inference, gpu, assemble, topology, live, arrival or prints.")
    private String name;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measure ours and theirs so often, in turn; the median counts. Default: 5.")
    private int rounds;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "100",
            description = "live: how many devices send. Default: 100.")
    private int devices;

    @Option(
            names = "--chunk-seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "live: how long a chunk is, a multiple of 0.02. Default: 2.")
    private double chunkSeconds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "90",
            description = "live: how long the devices send. Default: 90.")
    private int seconds;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "arrival, prints: also draw the figures there, as SVG.")
    private Path picture;

    @Mixin
    private PrintsOptions prints;

    @Override
    protected void run(Report report) throws Exception {
        if (rounds < 1) throw new SettingsException("--rounds", "must be 1 at least");
        if (name.equals("live")) {
            live(report);
            return;
        }
        if (name.equals("arrival")) {
            arrival(report);
            return;
        }
        if (name.equals("prints")) {
            prints(report);
            return;
        }
        BenchResult result = measure();
        report.put("machine", Machine.here());
        report.put("results", result.comparisons());
        result.details().forEach(report::put);
        result.notes().forEach(reading()::println);
        result.comparisons().forEach(comparison -> show(comparison, report));
        reading().flush();
    }

    @Override
    protected Failure failure(Exception thrown) {
        return LocalCommand.failureOf(thrown);
    }

    private BenchResult measure() throws Exception {
        return switch (name) {
            case "speech" -> speech();
            case "inference" -> inference();
            case "gpu" -> gpu();
            case "assemble" -> assemble();
            case "topology" -> topology();
            default ->
                throw new SettingsException(
                        name,
                        "is no benchmark: there are speech, inference, gpu, assemble, topology, live, arrival and"
                                + " prints");
        };
    }

    private BenchResult speech() throws Exception {
        Path recordings = Home.file(RECORDINGS);
        try {
            return BenchResult.of(SpeechBench.run(recordings, rounds, this::progress));
        } catch (PeerMissingException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    private BenchResult inference() throws Exception {
        SettingsReader reader = settings(null);
        InferenceBench.Loading models =
                new InferenceBench.Loading(ModelFiles.of(reader).at(Home::locate), InferenceSettings.of(reader));
        reader.rejectMisspelt();
        return InferenceBench.run(models, Home.file(RECORDINGS), rounds, this::progress);
    }

    private BenchResult gpu() throws Exception {
        Map<String, String> values = new HashMap<>(Map.of("models.device", "cuda:0"));
        values.putAll(set());
        SettingsReader reader = SettingsReader.load(null, values);
        ModelFiles demo = ModelFiles.of(reader).at(Home::locate);
        InferenceSettings settings = InferenceSettings.of(reader);
        reader.rejectMisspelt();
        try {
            return GpuBench.run(demo, settings, rounds, this::progress);
        } catch (SettingsException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    private BenchResult assemble() throws Exception {
        try (DataDirectory data = DataDirectory.temporary();
                LocalServers servers = LocalServers.postgresAlone(data)) {
            return AssembleBench.run(servers.postgres(), rounds, this::progress);
        }
    }

    private BenchResult topology() throws Exception {
        try (DataDirectory data = DataDirectory.temporary();
                LocalServers servers = LocalServers.start(data)) {
            KafkaSettings kafka = new KafkaSettings(servers.bootstrap(), Map.of(), KafkaSettings.TopicNames.DEFAULT);
            return TopologyBench.run(kafka, rounds, this::progress);
        }
    }

    private void arrival(Report report) throws Exception {
        List<Recording> recordings = Recordings.load(Home.file(RECORDINGS));
        SettingsReader reader = settings(null);
        ModelFiles files = ModelFiles.of(reader).at(Home::locate);
        InferenceSettings inference = InferenceSettings.of(reader);
        reader.rejectMisspelt();
        try (DataDirectory data = DataDirectory.temporary();
                LocalServers servers = LocalServers.postgresAlone(data);
                SpeechRuntime models = SpeechRuntime.acquire(files, inference, SpeechHost.ALONE)) {
            ArrivalResult result = ArrivalBench.run(servers.postgres(), recordings, models, this::progress);
            report.put("machine", Machine.here());
            report.put("results", result.scores());
            result.lines().forEach(reading()::println);
            reading().flush();
            result.failures().forEach(report::fail);
            if (picture != null) Files.writeString(picture, ArrivalPicture.of(result));
        }
    }

    private void live(Report report) throws Exception {
        checkLoad();
        List<Recording> recordings = Recordings.load(Home.file(RECORDINGS));
        JobSettings defaults = JobSettings.load(null, set());
        JobSettings settings = defaults.with(defaults.models().at(Home::locate));
        try (DataDirectory data = DataDirectory.temporary()) {
            Logs.to(data);
            live(recordings, settings, data, report);
        }
    }

    private void live(List<Recording> recordings, JobSettings settings, DataDirectory data, Report report)
            throws Exception {
        try (LocalSystem system =
                LocalSystem.start(data, LocalSystem.Ports.USUAL, settings, Application.CONVERSATIONS)) {
            system.notices().forEach(this::progress);
            progress(devices + " devices send for " + seconds + " s, in real time");
            LiveBench.Load load = new LiveBench.Load(devices, chunkSeconds, seconds);
            LiveResult result = LiveBench.run(system.settings(), recordings, load, this::progress);
            report.put("machine", Machine.here());
            report.put("results", List.of(result));
            reading().println(result.line());
            if (!result.ok()) report.fail(result.line());
        }
    }

    private void prints(Report report) throws Exception {
        PrintsResult result = prints.run(RECORDINGS, this::progress);
        report.put("results", result.rows());
        report.put("far", result.far());
        report.put("curves", result.curves());
        report.put("taken", result.taken());
        result.lines().forEach(reading()::println);
        reading().flush();
        result.failures().forEach(report::fail);
        if (picture != null) Files.writeString(picture, PrintsPicture.of(result));
    }

    private void checkLoad() {
        if (devices < 1) throw new SettingsException("--devices", "must be 1 at least");
        if (seconds < 30) throw new SettingsException("--seconds", "must be 30 at least: the first 20 don't count");
        double packets = chunkSeconds * 50;
        boolean whole = Math.abs(packets - Math.rint(packets)) < 1e-6 && packets >= 1 && chunkSeconds <= 10;
        if (!whole) throw new SettingsException("--chunk-seconds", "must be a multiple of 0.02, from 0.02 to 10");
    }

    private void show(Comparison result, Report report) {
        String line = String.format(
                "%s: %,.3g against %,.3g %s, ratio %.2f (target %.2f)",
                result.name(), result.ours(), result.theirs(), result.unit(), result.ratio(), result.target());
        reading().println(line + (result.ok() ? "" : ", missed"));
        if (!result.ok()) report.fail(line);
    }
}
