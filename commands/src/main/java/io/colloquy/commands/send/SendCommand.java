package io.colloquy.commands.send;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.client.ChunkSender;
import io.colloquy.client.ChunkedFile;
import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.client.DeviceFile;
import io.colloquy.client.Ffmpeg;
import io.colloquy.client.FileCutter;
import io.colloquy.commands.RunningSystem;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code colloquy send}: the reference producer. */
@Command(
        name = "send",
        description =
                "Send audio files to the topic audio-chunks: WAV, FLAC, Ogg Opus, or an Omi device's files as they are,"
                        + " whose names say device and start; others (MP3, M4A and many more) where ffmpeg is installed."
                        + " Several other files follow one another. The same file sent twice gives the same chunks, and so"
                        + " the same conversations.")
public final class SendCommand extends ReportingCommand {
    private static final int MOST_SECONDS = 600;
    /** A file and its sound are held in memory. */
    private static final long MOST_BYTES = 256L << 20;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to send, in order.")
    private List<Path> files;

    @Option(names = "--device", paramLabel = "ID", description = "The device; an Omi file's name says its own.")
    private String device;

    @Option(
            names = "--started-at",
            paramLabel = "TIME",
            description =
                    "When the first file begins: 2026-01-31T09:30:00Z, or µs since 1970. An Omi file's name says its own.")
    private String startedAt;

    @Option(
            names = "--chunk-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "The longest chunk, 1 to 600; at most 256 KiB in any case. Default: 30.")
    private int chunkSeconds;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Default: the setting kafka.bootstrap.")
    private String kafka;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Send to what 'colloquy up --data DIR' runs, in place of --kafka.")
    private Path data;

    @Override
    protected void run(Report report) throws Exception {
        checkFlags();
        Long next = startedAt == null ? null : micros(startedAt);
        FileCutter cutter = new FileCutter(Ffmpeg.installed());
        ProgressLine progress = new ProgressLine(errors(), System.console() != null);
        try (ChunkSender sender = new ChunkSender(kafkaSettings())) {
            Delivery delivery = new Delivery(sender, progress);
            try {
                for (Path file : files) {
                    ChunkedFile sent = send(file, next, cutter, delivery);
                    if (next != null) next = sent.end();
                }
            } finally {
                report.put("chunks", delivery.chunks());
                report.put("acknowledged", sender.acknowledged());
                report.put("seconds", delivery.seconds());
            }
        } catch (UnreachableException e) {
            throw new EnvironmentException(e.getMessage() + " './colloquy up' starts one", e);
        }
    }

    private void checkFlags() throws IOException {
        check(chunkSeconds >= 1 && chunkSeconds <= MOST_SECONDS, "--chunk-seconds", "must be 1 to " + MOST_SECONDS);
        for (Path file : files) {
            check(Files.isReadable(file) && !Files.isDirectory(file), file.toString(), "there is no such file");
            check(Files.size(file) <= MOST_BYTES, file.toString(), "is larger than 256 MiB: cut it into several");
        }
        check(kafka == null || KafkaSettings.isBootstrap(kafka), "--kafka", "write host:port");
        check(kafka == null || data == null, "--data", "says where Kafka is; so does --kafka: give one of them");
    }

    /** @param start as the person has said it, or the file before this one; null where the name has to */
    private ChunkedFile send(Path path, Long start, FileCutter cutter, Delivery delivery)
            throws IOException, InterruptedException {
        String name = path.getFileName().toString();
        try {
            ChunkedFile file = cutter.cut(path, plan(name, start));
            delivery.send(name, file);
            return file;
        } catch (RejectedException e) {
            throw new SettingsException(name, e.detail() + " (" + e.reason() + ")");
        }
    }

    private Plan plan(String name, Long start) {
        Optional<DeviceFile> deviceFile = DeviceFile.of(name);
        String from =
                device != null ? device : deviceFile.map(DeviceFile::device).orElse(null);
        Long begin = start != null ? start : deviceFile.map(DeviceFile::start).orElse(null);
        check(from != null, "--device", "is needed: the name " + name + " does not say it");
        check(begin != null, "--started-at", "is needed: the name " + name + " does not say it");
        return new Plan(name, from, begin, Duration.ofSeconds(chunkSeconds));
    }

    private KafkaSettings kafkaSettings() {
        SettingsReader reader = settings(null);
        KafkaSettings settings = KafkaSettings.of(reader);
        reader.rejectMisspelt();
        String bootstrap = data == null ? kafka : RunningSystem.on(data).kafka();
        return bootstrap == null ? settings : new KafkaSettings(bootstrap, settings.properties(), settings.topics());
    }

    private static long micros(String time) {
        try {
            if (time.matches("\\d{1,18}")) return Long.parseLong(time);
            return ChronoUnit.MICROS.between(OffsetDateTime.parse("1970-01-01T00:00:00Z"), OffsetDateTime.parse(time));
        } catch (DateTimeException | ArithmeticException e) {
            throw new SettingsException("--started-at", "write 2026-01-31T09:30:00Z, or microseconds since 1970");
        }
    }

    private static void check(boolean holds, String key, String problem) {
        if (!holds) throw new SettingsException(key, problem);
    }
}
