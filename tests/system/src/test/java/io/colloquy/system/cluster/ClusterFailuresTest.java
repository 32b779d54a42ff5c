package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cluster.ClusterShape;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.demo.Rehearsal;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import io.colloquy.proof.cluster.StoredConversations;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.engine.SpeechRuntime;
import io.colloquy.system.Repository;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The submitted jar on a cluster of processes with a job manager that stands by, and checkpoints in S3: whatever is
 * killed, the rows are those of the truth and, to the row, those of the oracle.
 */
@Timeout(900)
class ClusterFailuresTest {
    private static final ClusterShape SHAPE = new ClusterShape(2, 1, true, Map.of());
    private static final Duration AUDIO = Duration.ofMinutes(4);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String S3 = "s3";
    private static final String TASK_MANAGER = "taskmanager-2";

    private ClusterUnderTest cluster;
    private Rehearsal rehearsal;

    @BeforeEach
    void start() throws Exception {
        cluster = ClusterUnderTest.start("cluster", SHAPE);
        refuseAWrongSetting();
        cluster.submit(Optional.empty(), Map.of());
        rehearsal = Rehearsal.of(
                Repository.ROOT.resolve("models/recordings"),
                AUDIO,
                cluster.processes().kafka(),
                cluster.processes().postgres());
        rehearsal.sendOpening();
        cluster.await("rows of a part", () -> cluster.completed() > 0 && rehearsal.settledMillis() > 0);
        assertThat(rehearsal.settledMillis()).isLessThan(rehearsal.sentMillis());
    }

    /** The main runs inside the job manager, which must survive it. */
    private void refuseAWrongSetting() throws Exception {
        String jar = cluster.jar();
        FlinkRest.Start wrong =
                new FlinkRest.Start(Optional.empty(), false, 1, List.of("--set", "stitch.tolerence=1 s"));
        assertThatThrownBy(() -> cluster.rest().run(jar, wrong))
                .isInstanceOf(FlinkRefusedException.class)
                .hasMessageContaining("stitch.tolerence: there is no such setting; did you mean stitch.tolerance?");
    }

    @AfterEach
    void stop() throws Exception {
        if (rehearsal != null) rehearsal.close();
        if (cluster != null) cluster.close();
    }

    @Test
    void endsWithTheTruthAfterEachOfThemWasKilledOnce() throws Exception {
        loseS3For(SHORT);
        killTaskManager();
        cluster.killLeader();
        finish();
        new MetricsScrape(cluster).assertComplete();
    }

    @Test
    @Tag("long")
    void endsWithTheTruthAfterATaskManagerWasKilled() throws Exception {
        killTaskManager();
        finish();
    }

    @Test
    @Tag("long")
    void endsWithTheTruthAfterTheLeadingJobManagerWasKilled() throws Exception {
        cluster.killLeader();
        finish();
    }

    @Test
    @Tag("long")
    void endsWithTheTruthAfterS3WasAwayForAMinute() throws Exception {
        loseS3For(LONG);
        finish();
    }

    /** The job goes on without checkpoints; the time that S3 is away is what is tried here, not something to wait for. */
    private void loseS3For(Duration time) throws Exception {
        cluster.processes().kill(S3);
        long before = cluster.completed();
        Thread.sleep(time.toMillis());
        assertThat(cluster.completed()).as("checkpoints without S3").isLessThanOrEqualTo(before + 1);
        assertThat(cluster.rest().job(cluster.job()).orElseThrow().state()).isEqualTo("RUNNING");
        cluster.startMissing();
        awaitCheckpoint("a checkpoint after S3 came back");
    }

    private void killTaskManager() throws Exception {
        long restored = restored();
        cluster.processes().kill(TASK_MANAGER);
        cluster.startMissing();
        cluster.await("a restore", () -> restored() > restored);
    }

    /** When the job was last restored, ms since 1970; 0 if never. */
    private long restored() throws InterruptedException {
        return cluster.checkpoints().at("/latest/restored/restore_timestamp").asLong();
    }

    private void awaitCheckpoint(String what) throws Exception {
        long before = cluster.completed();
        cluster.await(what, () -> cluster.completed() > before);
    }

    private void finish() throws Exception {
        rehearsal.sendHeldBack();
        cluster.await("the rows of everything", rehearsal::isAccountedFor);
        assertThat(rehearsal.score().failures()).isEmpty();
        awaitCheckpoint("a checkpoint at the end");
        assertThat(cluster.gone()).isSubsetOf("jobmanager-1", "jobmanager-2").hasSizeLessThan(2);
        assertThat(stored()).isEqualTo(defined());
    }

    private Map<String, Conversation> stored() throws Exception {
        Map<String, Conversation> stored = new TreeMap<>();
        try (ConversationReader reader =
                new ConversationReader(cluster.processes().postgres())) {
            StoredConversations.read(reader, StreamFilter.ALL)
                    .forEach(conversation -> stored.put(conversation.id(), conversation));
        }
        return stored;
    }

    private Map<String, Conversation> defined() {
        ModelFiles files = new ModelFiles(model("vad"), model("recognizer"), model("voiceprint"));
        try (SpeechRuntime models = SpeechRuntime.acquire(files)) {
            return new OracleOfTopic(models.detector(), models.transcriber())
                    .conversations(cluster.processes().kafka());
        }
    }

    private static String model(String name) {
        return ClusterUnderTest.PARTS.models().resolve(name + ".onnx").toString();
    }
}
