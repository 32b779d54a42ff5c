package io.colloquy.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.colloquy.audio.OggOpus;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads recordings and the {@code truth.json} that lies beside them. */
public final class Recordings {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    /** Opus counts its delay at this rate, whatever was encoded. */
    private static final int PRE_SKIP_RATE = 48_000;

    private record TruthFile(List<RecordingTruth> recordings) {}

    private record RecordingTruth(
            String file, String deviceId, String ownerId, long start, long clockStep, List<TurnTruth> turns) {}

    private record TurnTruth(long start, long end, String speaker, String text, int conversation) {}

    private Recordings() {}

    /** @throws IOException where a file is missing or not what {@code models/recordings/make.py} writes */
    public static List<Recording> load(Path folder) throws IOException {
        TruthFile truth = JSON.readValue(folder.resolve("truth.json").toFile(), TruthFile.class);
        List<Recording> recordings = new ArrayList<>();
        for (RecordingTruth recording : truth.recordings()) {
            recordings.add(read(recording, folder.resolve(recording.file())));
        }
        return recordings;
    }

    /** What is said in them, and how far their devices' clocks are to be trusted. */
    static Truth truth(List<Recording> recordings) {
        Map<StreamId, Long> clockSteps = new HashMap<>();
        recordings.forEach(recording -> clockSteps.put(recording.stream(), recording.clockStep()));
        List<Turn> turns = recordings.stream()
                .flatMap(recording -> recording.turns().stream())
                .toList();
        return Truth.of(turns, clockSteps);
    }

    private static Recording read(RecordingTruth truth, Path file) throws IOException {
        StreamId stream = new StreamId(truth.deviceId(), truth.ownerId());
        List<Turn> turns = truth.turns().stream()
                .map(t -> new Turn(stream, t.start(), t.end(), t.speaker(), t.text(), t.conversation()))
                .toList();
        OggOpus opus = opus(file);
        long delayMicros = opus.preSkip() * 1_000_000L / PRE_SKIP_RATE;
        String name = truth.file().replaceFirst("\\.[^.]*$", "");
        return new Recording(name, stream, truth.start() - delayMicros, truth.clockStep(), opus.packets(), turns);
    }

    private static OggOpus opus(Path file) throws IOException {
        try {
            return OggOpus.read(Files.readAllBytes(file));
        } catch (RejectedException e) {
            throw new IOException(file + " is no recording: " + e.getMessage(), e);
        }
    }
}
