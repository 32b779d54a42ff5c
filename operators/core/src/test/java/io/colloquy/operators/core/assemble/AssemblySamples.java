package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of each format of the assembly some values, for golden bytes. */
public final class AssemblySamples {
    private static final String ID = "01234567-89ab-5def-8123-456789abcdef";
    private static final String OTHER = "ffffffff-89ab-5def-b123-456789abcdef";
    private static final long AT = 1_700_000_000_123_456L;

    private AssemblySamples() {}

    /** By {@code <id>.v<version>}. */
    public static Map<String, List<?>> all(ChunkKey chunk) {
        Map<String, List<?>> samples = new TreeMap<>();
        SpeakerEmbedding embedding = new SpeakerEmbedding(new byte[] {127, -128, 1});
        Digest clip = new Digest(11, -12, 13, -14);
        StitchedUtterance utterance = new StitchedUtterance(
                clip,
                AT - 200_000,
                3_200,
                List.of(new Slice(new PartId(chunk, 0), 0, 16_000)),
                Intervals.of(0, 100),
                3_000_000);
        samples.put("utterances.v1", List.of(List.of(new UtteranceEntry(ID, utterance))));
        samples.put(
                "clip-transcripts.v1",
                List.of(List.of(
                        new ClipTranscript(clip, "model-1", List.of(new Word("tak", 0, 200, 0.5f)), embedding, false),
                        new ClipTranscript(clip, "model-1", List.of(), SpeakerEmbedding.NONE, true))));
        ChunkKey anchor = chunk;
        KeptVoice voice = new KeptVoice(embedding, 1.25);
        samples.put(
                "bucket-summary.v1",
                List.of(new BucketSummary(
                        List.of(
                                new BucketSummary.Run(AT, AT + 1_000_000, true, anchor, List.of(0), List.of("a", "b")),
                                new BucketSummary.Run(
                                        AT + 200_000_000,
                                        AT + 201_000_000,
                                        false,
                                        anchor,
                                        List.of(1, 0),
                                        List.of("a"))),
                        List.of(voice, new KeptVoice(SpeakerEmbedding.NONE, 0)),
                        true)));
        List<List<ConversationFragment>> children = new ArrayList<>();
        for (int i = 0; i < TreeNode.CHILDREN; i++) children.add(List.of());
        children.set(
                1, List.of(new ConversationFragment(AT, AT + 5, false, true, anchor, List.of("a"), List.of(voice))));
        children.set(
                2, List.of(new ConversationFragment(AT + 9, AT + 99, true, false, null, List.of("a", "b"), List.of())));
        samples.put("child-fragments.v1", List.of(new ChildFragments(children)));
        samples.put(
                "published-bucket.v1",
                List.of(new PublishedBucket(
                        -7,
                        List.of(new PublishedBucket.Head(
                                ID, AT, AT + 1_000_000, "a, b", 3, 8, 1_700_000_100_000L, true)),
                        List.of(new PublishedBucket.Retired(OTHER, AT - 5)))));
        samples.put(
                "published-utterances.v1",
                List.of(List.of(
                        new PublishedUtterance(ID, AT, 0, -559038737), new PublishedUtterance(OTHER, AT + 77, 3, 1))));
        samples.put("day-account.v1", List.of(new DayAccount(86_400_000, 1, 2, 3, -4, 5, 6, 7)));
        samples.put(
                "assembly-progress.v1",
                List.of(new AssemblyProgress(
                        AT,
                        AT - 1,
                        1_700_000_100_000L,
                        -9,
                        AT - 2,
                        10,
                        3_000_000,
                        1_700_000_200_000L,
                        new PublishedAgain(-5, 77))));
        samples.put("buckets.v1", List.of(List.of(2_833_333L, 2_833_334L)));
        samples.put(
                "unpublished-changes.v1",
                List.of(new UnpublishedChanges(1, 2, 3, List.of(2_833_333L), List.of(19_675L), List.of(2_833_330L))));
        samples.put("revision-counter.v1", List.of(1L, 1_000_000L));
        return samples;
    }
}
