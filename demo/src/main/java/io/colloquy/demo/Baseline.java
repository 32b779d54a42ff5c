package io.colloquy.demo;

import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.PartEntry;
import io.colloquy.operators.core.stitch.Segmenter;
import io.colloquy.operators.core.stitch.Segmenter.Candidate;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What the same models and the same rule for utterances make of the recordings as they are, never cut, shuffled or sent:
 * the pipeline should recognise words as well as this.
 */
final class Baseline {
    private static final Origin NOWHERE = new Origin("", 0, 0);

    private final Definition definition;
    private final Segmenter rule;
    private final VoiceActivityDetector detector;
    private final Transcriber transcriber;

    private Baseline(Definition definition, SpeechRuntime speech) {
        this.definition = definition;
        rule = new Segmenter(definition);
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
        ChunkKey whole =
                new ChunkKey(recording.start(), Format.pcm(Recording.RATE, 1).digest(pcm));
        List<Candidate> candidates = rule.ofChain(parts(recording.stream(), whole, pcm));
        List<CompletableFuture<Transcription>> transcriptions = candidates.stream()
                .map(candidate -> transcriber.transcribe(clip(candidate, pcm)))
                .toList();
        List<FoundUtterance> utterances = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            utterances.add(utterance(
                    recording, candidates.get(i), transcriptions.get(i).join()));
        }
        return utterances;
    }

    private List<PartEntry> parts(StreamId stream, ChunkKey whole, byte[] pcm) {
        List<PartEntry> parts = new ArrayList<>();
        int partBytes = Timeline.PART_SAMPLES * Short.BYTES;
        for (int from = 0; from < pcm.length; from += partBytes) {
            byte[] own = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + partBytes));
            PartId id = new PartId(whole, parts.size());
            AudioPart part = new AudioPart(stream, id, Source.LIVE, pcm.length / Short.BYTES, NOWHERE, 0, own);
            parts.add(PartEntry.of(new DetectedPart(part, detector.detect(own)), Source.LIVE, definition));
        }
        return parts;
    }

    private static byte[] clip(Candidate candidate, byte[] pcm) {
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        for (Slice piece : candidate.clip()) {
            int from = Math.toIntExact(piece.offsetInChunk()) * Short.BYTES;
            clip.write(pcm, from, piece.length() * Short.BYTES);
        }
        return clip.toByteArray();
    }

    private static FoundUtterance utterance(Recording recording, Candidate candidate, Transcription transcription) {
        String text = transcription.words().stream().map(Word::w).collect(Collectors.joining(" "));
        long start = candidate.utterance().start();
        return new FoundUtterance(
                recording.stream(),
                recording.name(),
                start,
                candidate.utterance().end(),
                null,
                text);
    }
}
