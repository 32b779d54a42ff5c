package io.colloquy.commands.hear;

import io.colloquy.cli.Failure;
import io.colloquy.cli.Home;
import io.colloquy.cli.Paragraph;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.client.Ffmpeg;
import io.colloquy.client.FileDecoder;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import io.colloquy.settings.DefinitionSettings;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
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

/** {@code colloquy hear}: what the models make of files. */
@Command(
        name = "hear",
        description =
                "Tell what the models make of WAV, FLAC and Ogg Opus files (of others where ffmpeg is installed), each by"
                        + " itself: the words; in the report also where somebody speaks, and the voiceprint. A file of up"
                        + " to 60 s is heard as a whole, for trying and judging models (--set models.recognizer=FILE and the"
                        + " like); a longer one utterance by utterance, as the job hears it.")
public final class HearCommand extends ReportingCommand {
    private static final int WHOLE_SECONDS = 60;
    /** Short files that are heard at once: enough for batches of one length, and little memory. */
    private static final int AHEAD = 64;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "A file, or a folder of them.")
    private List<Path> paths;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A colloquy.yaml that names the models. Default: the demo models.")
    private Path config;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<HeardFile> heard = new ArrayList<>();

    private record Waiting(String file, long samples, Intervals speech, CompletableFuture<Transcription> answer) {}

    /** What is to be heard with, by the settings. */
    private record HearSettings(ModelFiles models, InferenceSettings inference, Definition definition) {}

    @Override
    protected void run(Report report) throws Exception {
        List<Path> files = files();
        HearSettings chosen = settings();
        report.put("files", heard);
        ProgressLine progress = new ProgressLine(errors(), System.console() != null);
        FileDecoder decoder = new FileDecoder(Ffmpeg.installed());
        try (SpeechRuntime models = SpeechRuntime.acquire(chosen.models(), chosen.inference(), SpeechHost.ALONE)) {
            for (Path file : files) {
                try (SpooledSound sound = spooled(file, decoder)) {
                    String name = file.toAbsolutePath().toString();
                    if (isShort(sound)) begin(name, sound, models);
                    else hear(new LongRecording(name, sound, models, progress), name, chosen.definition());
                }
                progress.update("heard " + heard.size() + " of " + files.size() + " files");
            }
            tellWaiting(0);
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException();
        }
        reading().flush();
    }

    private HearSettings settings() {
        SettingsReader reader = settings(config);
        HearSettings chosen = new HearSettings(
                ModelFiles.of(reader).at(Home::locate), InferenceSettings.of(reader), DefinitionSettings.of(reader));
        reader.rejectMisspelt();
        return chosen;
    }

    private static SpooledSound spooled(Path file, FileDecoder decoder) throws IOException, InterruptedException {
        try {
            return SpooledSound.of(file, decoder);
        } catch (RejectedException e) {
            throw new SettingsException(file.toString(), e.detail());
        }
    }

    private static boolean isShort(SpooledSound sound) {
        return sound.samples() <= WHOLE_SECONDS * Timeline.SAMPLE_RATE;
    }

    private void begin(String name, SpooledSound sound, SpeechRuntime models) throws IOException, InterruptedException {
        tellWaiting(AHEAD - 1);
        byte[] pcm = sound.read(0, sound.samples());
        Intervals speech = models.detector().detect(pcm);
        waiting.add(
                new Waiting(name, sound.samples(), speech, models.transcriber().transcribe(pcm)));
    }

    /** In the order of the files, so after those that wait. */
    private void hear(LongRecording recording, String name, Definition definition)
            throws IOException, InterruptedException {
        tellWaiting(0);
        reading().println(name + ":");
        heard.add(recording.hear(definition, this::tell));
    }

    private void tell(HeardUtterance utterance) {
        String head = "[" + Clock.of(Timeline.samples(utterance.from() * 1_000)) + "] ";
        reading().println(Paragraph.of(head, utterance.text(), Paragraph.WIDTH));
        reading().flush();
    }

    /** Until no more than so many files wait. */
    private void tellWaiting(int most) throws InterruptedException {
        while (waiting.size() > most) {
            Waiting next = waiting.remove();
            try {
                HeardFile file = HeardFile.whole(
                        next.file(),
                        next.samples(),
                        next.speech(),
                        next.answer().get());
                heard.add(file);
                reading().printf("%s: %s%n", file.file(), file.text());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the models fail on " + next.file(), e.getCause());
            }
        }
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
}
