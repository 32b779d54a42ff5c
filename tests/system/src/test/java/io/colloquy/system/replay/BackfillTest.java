package io.colloquy.system.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.ExitCode;
import io.colloquy.ops.ReplayCommand;
import io.colloquy.ops.SavepointCommand;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.schemas.DayRow;
import io.colloquy.system.cluster.ClusterUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The CTC recogniser over what the transducer has heard: {@code ./colloquy test -Plong}. */
@Tag("long")
@Timeout(1200)
class BackfillTest {
    private static final List<String> ANOTHER = List.of("--set", "models.recognizer=" + HeardCluster.CTC);
    private static final int SLOTS = 2;

    private HeardCluster heard;
    private String first;
    private String middle;
    private Map<String, Conversation> before;
    private Map<String, Conversation> live;

    /** One savepoint before the first chunk, and one in the middle of a day. */
    @BeforeEach
    void hear() throws Exception {
        heard = HeardCluster.start("backfill", SLOTS);
        heard.submit(Optional.empty(), SLOTS, HeardCluster.TRANSDUCER);
        first = savepoint();
        heard.send("market", "ben", 8);
        heard.send("kitchen", "anna", 9);
        heard.awaitHeard();
        before = heard.stored();
        middle = savepoint();
        heard.send("garden", "anna", 12);
        heard.send("school", "rosa", 13);
        heard.send("market-again", "ben", 14);
        heard.awaitHeard();
        live = heard.stored();
        assertThat(live).isEqualTo(heard.defined(HeardCluster.TRANSDUCER)).containsAllEntriesOf(before);
    }

    @AfterEach
    void stop() throws Exception {
        heard.close();
    }

    private String savepoint() throws Exception {
        return heard.succeed(new SavepointCommand()).path("path").asText();
    }

    @Test
    void isAsIfTheOtherModelHadHeardEverything() throws Exception {
        List<DayRow> ledger = heard.ledger();
        JsonNode report = heard.succeed(new ReplayCommand(), from(first));

        Map<String, Conversation> another = heard.defined(HeardCluster.CTC);
        assertThat(another.keySet()).isEqualTo(live.keySet());
        assertThat(another).isNotEqualTo(live);
        assertThat(heard.stored()).isEqualTo(another);
        assertThat(heard.ledger()).allMatch(DayRow::balanced).hasSameSizeAs(ledger);
        assertThat(report.path("revised").asInt()).isEqualTo(live.size());

        heard.succeed(new ReplayCommand(), "--undo");
        assertThat(heard.stored()).isEqualTo(live);
        assertThat(heard.ledger()).isEqualTo(ledger);
    }

    @Test
    void leavesWhatWasHeardBeforeTheSavepoint() throws Exception {
        JsonNode report = heard.succeed(new ReplayCommand(), from(middle));

        assertThat(heard.stored()).isEqualTo(onlySince());
        assertThat(report.path("unchanged").asInt()).isEqualTo(before.size());
        goesOnLive();
    }

    private void goesOnLive() throws Exception {
        heard.send("office", "frank", 16);
        heard.awaitHeard();
        Map<String, Conversation> all = heard.defined(HeardCluster.CTC);
        all.putAll(before);
        assertThat(heard.stored()).isEqualTo(all);
    }

    /** The command dies twice, a task manager once, and the command is told to stop once. */
    @Test
    void comesToTheSameHoweverOftenItIsInterrupted() throws Exception {
        try (CommandProcess stopping = replay()) {
            stopping.awaitTold("the live job ends with a savepoint");
            stopping.kill();
        }
        try (CommandProcess starting = replay()) {
            starting.awaitTold("hearing again from");
            starting.kill();
        }
        try (CommandProcess waiting = replay()) {
            waiting.awaitTold("records have come again");
            assertThat(waiting.interrupt()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(waiting.told()).contains("--undo takes it back");
        }
        heard.cluster.processes().kill("taskmanager-1");
        heard.cluster.startMissing();
        try (CommandProcess last = replay()) {
            assertThat(last.end()).as(last.told()).isZero();
        }
        assertThat(heard.stored()).isEqualTo(onlySince());

        try (CommandProcess undoing = command(List.of("--undo"))) {
            undoing.awaitTold("the job that heard again ends");
            undoing.kill();
        }
        heard.succeed(new ReplayCommand(), "--undo");
        assertThat(heard.stored()).isEqualTo(live);
    }

    private Map<String, Conversation> onlySince() {
        Map<String, Conversation> expected = heard.defined(HeardCluster.CTC);
        assertThat(expected.keySet()).isEqualTo(live.keySet());
        expected.putAll(before);
        return expected;
    }

    private static String[] from(String savepoint) {
        List<String> args = new ArrayList<>(List.of("--from", savepoint));
        args.addAll(ANOTHER);
        return args.toArray(String[]::new);
    }

    private CommandProcess replay() throws Exception {
        return command(List.of(from(middle)));
    }

    private CommandProcess command(List<String> flags) throws Exception {
        List<String> args = new ArrayList<>(List.of("replay"));
        args.addAll(flags);
        args.addAll(List.of("--data", heard.cluster.folder().toString()));
        args.addAll(List.of("--jar", ClusterUnderTest.PARTS.jobJar().toString()));
        return CommandProcess.start(args);
    }
}
