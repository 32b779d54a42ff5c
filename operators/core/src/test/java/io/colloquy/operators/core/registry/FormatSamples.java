package io.colloquy.operators.core.registry;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.assemble.AssemblySamples;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AcceptedChunk;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.DeduplicationProgress;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.definition.KeptConstant;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.EdgeAudio;
import io.colloquy.operators.core.stitch.MatchSamples;
import io.colloquy.operators.core.stitch.PartEntry;
import io.colloquy.operators.core.stitch.PartPosition;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchProgress;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.Told;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.WaitingUtterance;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of each format in each version some values that have every field filled and every branch taken. Golden bytes are of
 * these. Those of a version stay as they are; where a later version has a field more, they say what the field is then
 * read as.
 */
final class FormatSamples {
    private static final StreamId STREAM = new StreamId("device-1", "Łukasz");
    private static final ChunkKey CHUNK =
            new ChunkKey(1_700_000_000_123_456L, new Digest(0x0123456789abcdefL, -2, 3, Long.MIN_VALUE));
    private static final PartId PART = new PartId(CHUNK, 2);
    private static final PartId NEXT = new PartId(new ChunkKey(1_700_000_090_000_000L, new Digest(5, 6, 7, 8)), 0);
    private static final Origin ORIGIN = new Origin("audio-chunks", 3, 1_234_567_890_123L);
    private static final Digest CLIP = new Digest(11, -12, 13, -14);
    private static final Slice SLICE = new Slice(PART, 1_600, 479_999);
    private static final byte[] SOUND = {1, -1, 0, 127, -128, 64};

    private FormatSamples() {}

    /** By {@code <id>.v<version>}. */
    static Map<String, List<?>> all() {
        Map<String, List<?>> samples = new TreeMap<>();
        keys(samples);
        deduplication(samples);
        stitching(samples);
        messages(samples);
        samples.putAll(AssemblySamples.all(CHUNK));
        return samples;
    }

    private static void keys(Map<String, List<?>> samples) {
        samples.put("key-number.v1", List.of(0L, -1L, 1_700_000_000_123_456L));
        samples.put("key-text.v1", List.of("", "audio-chunks-3", "Łódź"));
        samples.put("key-stream.v1", List.of(STREAM, new StreamId("", "")));
        samples.put("key-chunk.v1", List.of(CHUNK, new ChunkKey(-1, new Digest(0, 0, 0, 0))));
        samples.put("key-part.v1", List.of(PART, NEXT));
    }

    private static void deduplication(Map<String, List<?>> samples) {
        samples.put(
                "accepted-chunks.v1",
                List.of(List.of(
                        new AcceptedChunk(CHUNK, ORIGIN, Source.LIVE),
                        new AcceptedChunk(NEXT.chunk(), new Origin("audio-chunks", 3, 7), Source.BACKFILL))));
        samples.put("occupied-node.v1", List.of(1L, -1L, Long.MIN_VALUE));
        samples.put("deduplication-progress.v1", List.of(new DeduplicationProgress(1_700_000_000_123_456L, 2_833_333)));
        samples.put("offset.v1", List.of(0L, 1_234_567_890_123L));
        samples.put("definition-constant.v1", List.of(new KeptConstant("stitch.drift", "5 s")));
    }

    private static final SoundPrint PRINT = SoundPrint.of(new byte[] {0x21, 0x43, 5}, 5);

    private static void stitching(Map<String, List<?>> samples) {
        PartEntry alone = new PartEntry(
                NEXT,
                16,
                true,
                1_000_016,
                Source.SYNC,
                ORIGIN,
                true,
                Intervals.NONE,
                new byte[0],
                SoundPrint.NONE,
                Intervals.NONE,
                List.of(),
                null,
                null,
                List.of());
        PartEntry linked = new PartEntry(
                PART,
                480_000,
                false,
                1_000_000,
                Source.BACKFILL,
                ORIGIN,
                false,
                Intervals.of(0, 160, 1_000, 480_000),
                new byte[] {12, -100, 0},
                PRINT,
                Intervals.of(5, 50),
                List.of(new Told(0, -3_000_000), new Told(160, 20_000)),
                new PartId(NEXT.chunk(), 1),
                NEXT,
                List.of(CLIP, new Digest(1, 2, 3, 4)));
        samples.put("part-entry.v1", List.of(alone, linked));
        samples.put(
                "part-positions.v1",
                List.of(List.of(
                        new PartPosition(PART, 480_000, false, Source.LIVE),
                        new PartPosition(NEXT, 16, true, Source.SYNC))));
        samples.put(
                "edge-audio.v1", List.of(new EdgeAudio(SOUND, new byte[0], 3), new EdgeAudio(SOUND, SOUND, 480_000)));
        samples.put("matches.v1", List.of(List.of(MatchSamples.MATCH, MatchSamples.MATCH.turned())));
        samples.put("source.v1", List.of(Source.LIVE, Source.SYNC, Source.BACKFILL));
        samples.put("waiting-utterances.v1", List.of(List.of(new WaitingUtterance(PART, CLIP))));
        samples.put(
                "stitch-progress.v1",
                List.of(new StitchProgress(1_700_000_000_123_456L, 1_700_000_123_000_000L, 9, 3)));
    }

    private static void messages(Map<String, List<?>> samples) {
        AudioPart part = new AudioPart(STREAM, PART, Source.SYNC, 1_000_000, ORIGIN, 1_700_000_100_000L, SOUND);
        DetectedPart detected = new DetectedPart(part, Intervals.of(0, 2), PRINT, null);
        StitchedUtterance utterance = new StitchedUtterance(
                CLIP,
                SLICE.start() - 100_000,
                3_200,
                List.of(SLICE, new Slice(NEXT, 0, 16)),
                Intervals.of(10, 20, 30, 40),
                -1_800_000_000);
        UtteranceChange change = new UtteranceChange(
                STREAM,
                new UtteranceChange.AnalysedPart(PART, 480_000, true, true),
                List.of(new UtteranceChange.HiddenChange(PART, Intervals.of(1, 2), Intervals.of(3, 4))),
                List.of(utterance),
                List.of(utterance));
        ClipResult result = new ClipResult(
                STREAM,
                CLIP,
                SLICE.start(),
                List.of(),
                "recognizer-1a2b3c4d",
                List.of(new Word("dzień", 40, 360, 0.97f), new Word("dobry", 400, 880, 1)),
                new SpeakerEmbedding(new byte[] {127, -3, 0}),
                null);
        ClipResult failed = new ClipResult(
                STREAM, CLIP, SLICE.start(), List.of(ORIGIN), "m", List.of(), SpeakerEmbedding.NONE, "why");
        AccountEntry entry = AccountEntry.repeated(STREAM, 19_675, 30_001);

        samples.put("audio-part.v1", List.of(part));
        samples.put("arrival.v1", List.of(new Arrival.Decoded(part), new Arrival.Rejected(STREAM, ORIGIN, 19_675)));
        samples.put(
                "stitch-input.v1",
                List.of(
                        StitchInput.of(detected),
                        StitchInput.of(new DetectedPart(part, Intervals.NONE, SoundPrint.NONE, "why")),
                        StitchInput.of(STREAM, new SourceRestated(CHUNK, 1_000_000, Source.SYNC))));
        samples.put(
                "utterance-change.v1",
                List.of(change, new UtteranceChange(STREAM, null, List.of(), List.of(), List.of())));
        samples.put(
                "clip-request.v1",
                List.of(
                        new ClipRequest(STREAM, CLIP, SLICE.start(), List.of(ORIGIN), SOUND, List.of(), null),
                        new ClipRequest(
                                STREAM,
                                CLIP,
                                SLICE.start(),
                                List.of(ORIGIN),
                                SOUND,
                                List.of(new ClipRequest.MissingSlice(SLICE, ORIGIN, 4)),
                                "lost")));
        samples.put("clip-result.v1", List.of(result, failed));
        samples.put("account-entry.v1", List.of(entry, AccountEntry.rejected(STREAM, -1)));
        samples.put(
                "assembly-input.v1",
                List.of(AssemblyInput.of(change), AssemblyInput.of(result), AssemblyInput.of(entry)));
        samples.put("rejected-record.v1", rejected());
    }

    private static List<RejectedRecord> rejected() {
        Rejection why = new Rejection("missing_field:device_id", "device_id is required");
        RawRecord whole = new RawRecord(null, "{}".getBytes(StandardCharsets.UTF_8), ORIGIN, 1_700_000_100_000L);
        RawRecord empty = new RawRecord("device-1".getBytes(StandardCharsets.UTF_8), null, ORIGIN, 0);
        return List.of(
                new RejectedRecord(new RejectedRecord.AtHand(whole), why, RejectedRecord.Stage.DECODE, 1),
                new RejectedRecord(new RejectedRecord.AtHand(empty), why, RejectedRecord.Stage.DEDUPLICATE, 2),
                new RejectedRecord(new RejectedRecord.InKafka(STREAM, ORIGIN), why, RejectedRecord.Stage.DETECT, 3),
                new RejectedRecord(
                        new RejectedRecord.InKafka(STREAM, ORIGIN), why, RejectedRecord.Stage.TRANSCRIBE, 4));
    }
}
