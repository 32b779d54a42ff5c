package io.colloquy.local.demo;

import io.colloquy.connectors.KafkaSettings;
import io.colloquy.jobs.JobSettings;
import io.colloquy.local.LocalSystem;
import io.colloquy.local.demo.DemoResult.Effort;
import io.colloquy.local.scoring.DeadLetterCheck;
import io.colloquy.local.scoring.DoubledRows;
import io.colloquy.local.scoring.FoundConversation;
import io.colloquy.local.scoring.FoundUtterance;
import io.colloquy.local.scoring.PartitionScore;
import io.colloquy.local.scoring.Score;
import io.colloquy.local.scoring.SpeakerError;
import io.colloquy.local.scoring.Truth;
import io.colloquy.local.scoring.WordErrorRate;
import io.colloquy.schemas.StreamId;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of a plan through a system that is up, and its score. */
final class DemoRun {
    private final JobSettings settings;
    private final Published published;
    private final ProgressLine progress;
    private final LedgerWatch watch;

    DemoRun(LocalSystem system, Published published, ProgressLine progress) {
        this.settings = system.settings();
        this.published = published;
        this.progress = progress;
        this.watch = new LedgerWatch(system.job(), published, progress);
    }

    DemoResult run(List<Recording> recordings, ChunkPlan plan) throws Exception {
        long began = System.nanoTime();
        send(plan);
        double seconds = (System.nanoTime() - began) / 1e9;
        progress.say("hearing the uncut recordings with the same models, to compare");
        List<FoundUtterance> uncut = Baseline.of(recordings, settings.stitch().definition(), settings.models());
        double audioSeconds = recordings.stream().mapToInt(Recording::millis).sum() / 1e3;
        List<FoundUtterance> utterances = published.utterances();
        List<FoundConversation> conversations = published.conversations();
        return new DemoResult(
                plan,
                score(plan, new Material(truth(recordings), uncut, conversations, utterances)),
                new Effort(firstConversationSeconds(), seconds / audioSeconds, ResidentMemory.peakMb()),
                conversations,
                utterances);
    }

    private static Truth truth(List<Recording> recordings) {
        Map<StreamId, Long> clockSteps = new HashMap<>();
        recordings.forEach(recording -> clockSteps.put(recording.stream(), recording.clockStep()));
        return Truth.of(
                recordings.stream()
                        .flatMap(recording -> recording.turns().stream())
                        .toList(),
                clockSteps);
    }

    /** Sends what an earlier run on the same data has not sent yet: usually everything. */
    private void send(ChunkPlan plan) throws Exception {
        KafkaSettings kafka = settings.kafka();
        Remaining remaining =
                Remaining.of(plan, Topic.read(kafka, kafka.topics().audioChunks()));
        try (Sender sender = new Sender(kafka)) {
            progress.say("sending " + remaining.opening().size() + " records, out of order");
            sender.send(remaining.opening());
            if (!watch.await(remaining.sentByThen())) return;
            progress.say("sending " + remaining.heldBack().size() + " records that were held back until now");
            sender.send(remaining.heldBack());
            watch.await(plan.all());
        }
    }

    /** What a score compares: the truth, what was heard uncut, and what was published. */
    private record Material(
            Truth truth,
            List<FoundUtterance> uncut,
            List<FoundConversation> conversations,
            List<FoundUtterance> utterances) {}

    private Score score(ChunkPlan plan, Material material) throws Exception {
        Truth truth = material.truth();
        return new Score(
                PartitionScore.of(truth, material.conversations()),
                WordErrorRate.of(truth, material.utterances()),
                WordErrorRate.of(truth, material.uncut()),
                // Labels are right or wrong whatever the clock: who speaks is compared by the clock that the job knows.
                SpeakerError.of(Truth.of(plan.toldTurns()), material.utterances()),
                DoubledRows.in(material.utterances()),
                DeadLetterCheck.of(PlannedRecord.rejections(plan.all()), Topic.deadLetterReasons(settings.kafka())),
                watch.check(plan.all()));
    }

    /** From the start of this process, compilation aside. */
    private Double firstConversationSeconds() {
        Long at = watch.firstConversationAt();
        return at == null ? null : (at - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    }
}
