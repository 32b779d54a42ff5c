package io.colloquy.demo;

import io.colloquy.cli.ProgressLine;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.demo.DemoResult.Effort;
import io.colloquy.demo.scoring.DeadLetterCheck;
import io.colloquy.demo.scoring.DoubledRows;
import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.PartitionScore;
import io.colloquy.demo.scoring.Score;
import io.colloquy.demo.scoring.SpeakerError;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.WordErrorRate;
import io.colloquy.jobs.JobSettings;
import io.colloquy.local.LocalSystem;
import java.lang.management.ManagementFactory;
import java.util.List;

/** One run of a plan through a system that is up, and its score. */
final class DemoRun {
    private final JobSettings settings;
    private final ConversationReader reader;
    private final ProgressLine progress;
    private final LedgerWatch watch;

    DemoRun(LocalSystem system, ConversationReader reader, ProgressLine progress) {
        this.settings = system.settings();
        this.reader = reader;
        this.progress = progress;
        this.watch = new LedgerWatch(system.job(), reader, progress);
    }

    DemoResult run(List<Recording> recordings, ChunkPlan plan) throws Exception {
        long began = System.nanoTime();
        send(plan);
        double seconds = (System.nanoTime() - began) / 1e9;
        progress.say("transcribing the uncut recordings with the same models, to compare");
        List<FoundUtterance> uncut = Baseline.of(recordings, settings.stitch().definition(), settings.models());
        Truth truth = Recordings.truth(recordings);
        double audioSeconds = recordings.stream().mapToInt(Recording::millis).sum() / 1e3;
        List<FoundConversation> conversations = Found.conversations(reader);
        List<FoundUtterance> utterances = Found.utterances(reader);
        return new DemoResult(
                plan,
                score(truth, plan, conversations, utterances),
                WordErrorRate.of(truth, uncut),
                new Effort(firstConversationSeconds(), seconds / audioSeconds, ResidentMemory.peakMb()),
                conversations,
                utterances);
    }

    /** Sends what an earlier run on the same data has not sent yet: usually everything. */
    private void send(ChunkPlan plan) throws Exception {
        KafkaSettings kafka = settings.kafka();
        Remaining remaining =
                Remaining.of(plan, WholeTopic.read(kafka, kafka.topics().audioChunks()));
        try (Sender sender = new Sender(kafka)) {
            progress.say("sending " + remaining.opening().size() + " records, out of order");
            sender.send(remaining.opening());
            if (!watch.await(remaining.sentByThen())) return;
            progress.say("sending " + remaining.heldBack().size() + " records that were held back until now");
            sender.send(remaining.heldBack());
            watch.await(plan.all());
        }
    }

    private Score score(
            Truth truth, ChunkPlan plan, List<FoundConversation> conversations, List<FoundUtterance> utterances)
            throws Exception {
        return new Score(
                PartitionScore.of(truth, conversations),
                WordErrorRate.of(truth, utterances),
                SpeakerError.of(plan.toldTruth(), utterances),
                DoubledRows.in(utterances),
                DeadLetterCheck.of(
                        PlannedRecord.rejections(plan.all()), WholeTopic.deadLetterReasons(settings.kafka())),
                watch.check(plan.all()));
    }

    /** From the start of this process, compilation aside. */
    private Double firstConversationSeconds() {
        Long at = watch.firstConversationAt();
        return at == null ? null : (at - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    }
}
