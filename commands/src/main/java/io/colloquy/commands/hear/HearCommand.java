package io.colloquy.commands.hear;

import io.colloquy.cli.Failure;
import io.colloquy.cli.Home;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.client.SoundFile;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code colloquy hear}: what the models make of short files. */
@Command(
        name = "hear",
        description =
                "Tell what the models make of short WAV, FLAC or Ogg Opus files, each by itself and as a whole: the words;"
                        + " in the report also where somebody speaks, and the voiceprint. For trying and judging models"
                        + " (--set models.recognizer=FILE and the like). Longer recordings go through the job, which cuts"
                        + " them: colloquy send.")
public final class HearCommand extends ReportingCommand {
    private static final int MOST_SECONDS = 60;
    /** Files that are heard at once: enough for batches of one length, and little memory. */
    private static final int AHEAD = 64;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "A file, or a folder of them; at most 60 s each.")
    private List<Path> paths;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A colloquy.yaml that names the models. Default: the demo models.")
    private Path config;

    private record Waiting(String file, int samples, int[] speech, CompletableFuture<Transcription> transcription) {}

    @Override
    protected void run(Report report) throws Exception {
        List<Path> files = files();
        List<HeardFile> heard = new ArrayList<>();
        report.put("files", heard);
        ProgressLine progress = new ProgressLine(errors(), System.console() != null);
        try (SpeechRuntime runtime = SpeechRuntime.acquire(models())) {
            VoiceActivityDetector detector = runtime.detector();
            Transcriber transcriber = runtime.transcriber();
            Deque<Waiting> waiting = new ArrayDeque<>();
            for (Path file : files) {
                if (waiting.size() == AHEAD) heard.add(told(waiting.remove()));
                waiting.add(begun(file, detector, transcriber));
                progress.update("heard " + heard.size() + " of " + files.size());
            }
            while (!waiting.isEmpty()) heard.add(told(waiting.remove()));
        }
        reading().flush();
    }

    private ModelFiles models() {
        SettingsReader reader = settings(config);
        ModelFiles files = ModelFiles.of(reader);
        reader.rejectUnknownToComponents();
        return files.at(Home::locate);
    }

    @Override
    protected Failure failure(Exception thrown) {
        return thrown instanceof ModelException ? Failure.ofUsage(thrown) : super.failure(thrown);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isReadable(path)) throw new SettingsException(path.toString(), "there is no such file");
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                inside.filter(HearCommand::isSound).sorted().forEach(files::add);
            }
        }
        if (files.isEmpty()) throw new SettingsException(paths.get(0).toString(), "holds no sound file");
        return files;
    }

    private static boolean isSound(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(".wav", ".flac", ".opus", ".ogg").anyMatch(name::endsWith);
    }

    private static Waiting begun(Path file, VoiceActivityDetector detector, Transcriber transcriber)
            throws IOException {
        byte[] pcm = decoded(file);
        int samples = pcm.length / Short.BYTES;
        if (samples > MOST_SECONDS * Timeline.SAMPLE_RATE)
            throw new SettingsException(file.toString(), "is longer than " + MOST_SECONDS + " s: use colloquy send");
        return new Waiting(
                file.toAbsolutePath().toString(), samples, detector.detect(pcm), transcriber.transcribe(pcm));
    }

    private static byte[] decoded(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return SoundFile.of(bytes).decode(bytes);
        } catch (RejectedException e) {
            throw new SettingsException(file.toString(), e.detail());
        }
    }

    private HeardFile told(Waiting waiting) throws InterruptedException {
        try {
            Transcription transcription = waiting.transcription().get();
            HeardFile heard = HeardFile.of(waiting.file(), waiting.samples(), waiting.speech(), transcription);
            reading().printf("%s: %s%n", heard.file(), heard.text());
            return heard;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the models fail on " + waiting.file(), e.getCause());
        }
    }
}
