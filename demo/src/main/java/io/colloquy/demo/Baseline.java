package io.colloquy.demo;

import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.operators.core.stitch.WholeRecording;
import io.colloquy.operators.core.stitch.WholeRecording.Utterance;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What the same models and the same rule for utterances make of the recordings as they are, never cut, shuffled or
 * sent: the pipeline should recognise words as well as this.
 */
final class Baseline {
    private final Definition definition;
    private final VoiceActivityDetector detector;
    private final Transcriber transcriber;

    private Baseline(Definition definition, SpeechRuntime speech) {
        this.definition = definition;
        detector = speech.detector();
        transcriber = speech.transcriber();
    }

    /** The utterances of each recording, without speakers. */
    static List<FoundUtterance> of(List<Recording> recordings, Definition definition, ModelFiles models) {
        try (SpeechRuntime speech = SpeechRuntime.acquire(models)) {
            Baseline baseline = new Baseline(definition, speech);
            return recordings.stream()
                    .flatMap(recording -> baseline.transcribe(recording).stream())
                    .toList();
        }
    }

    private List<FoundUtterance> transcribe(Recording recording) {
        byte[] pcm = Pcm16.bytes(recording.decode(Recording.RATE));
        List<Utterance> utterances = whole(recording, pcm).utterances();
        List<CompletableFuture<Transcription>> heard = utterances.stream()
                .map(utterance -> transcriber.transcribe(clip(utterance, pcm)))
                .toList();
        List<FoundUtterance> found = new ArrayList<>();
        for (int i = 0; i < utterances.size(); i++) {
            found.add(found(recording, utterances.get(i), heard.get(i).join()));
        }
        return found;
    }

    private WholeRecording whole(Recording recording, byte[] pcm) {
        WholeRecording whole = new WholeRecording(recording.start(), definition);
        int partBytes = Timeline.PART_SAMPLES * Short.BYTES;
        for (int from = 0; from < pcm.length; from += partBytes) {
            byte[] part = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + partBytes));
            whole.add(part, detector.detect(part));
        }
        return whole;
    }

    private static byte[] clip(Utterance utterance, byte[] pcm) {
        return Arrays.copyOfRange(
                pcm, (int) utterance.clipFrom() * Short.BYTES, (int) utterance.clipTo() * Short.BYTES);
    }

    private static FoundUtterance found(Recording recording, Utterance utterance, Transcription transcription) {
        String text = transcription.words().stream().map(Word::w).collect(Collectors.joining(" "));
        long start = recording.start() + Timeline.micros(utterance.from());
        long end = recording.start() + Timeline.micros(utterance.to());
        return new FoundUtterance(recording.stream(), recording.name(), start, end, null, text);
    }
}
