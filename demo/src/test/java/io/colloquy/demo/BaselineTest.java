package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.demo.scoring.DoubledRows;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.demo.scoring.WordErrorRate;
import io.colloquy.schemas.Definition;
import io.colloquy.speech.api.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final ModelFiles MODELS =
            new ModelFiles("../models/vad.onnx", "../models/recognizer.onnx", "../models/voiceprint.onnx");

    @Test
    void hearsWhatIsSaidInRecordings() throws IOException {
        List<Recording> recordings = Recordings.load(Path.of("../models/recordings"));
        List<Turn> turns = recordings.stream().flatMap(r -> r.turns().stream()).toList();
        List<FoundUtterance> utterances = Baseline.of(recordings, Definition.DEFAULT, MODELS);
        WordErrorRate words = WordErrorRate.of(Truth.of(turns), utterances);
        assertThat(words.rate()).isLessThan(0.2);
        assertThat(DoubledRows.in(utterances)).isEmpty();
        assertThat(turns).allSatisfy(turn -> assertThat(utterances).anyMatch(utterance -> covers(utterance, turn)));
    }

    private static boolean covers(FoundUtterance utterance, Turn turn) {
        long middle = turn.start() + (turn.end() - turn.start()) / 2;
        return utterance.stream().equals(turn.stream()) && utterance.start() < middle && middle < utterance.end();
    }
}
