package io.colloquy.system.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.cli.Colloquy;
import io.colloquy.demo.ChunkPlan;
import io.colloquy.demo.PlannedRecord;
import io.colloquy.demo.Recordings;
import io.colloquy.system.Repository;
import io.colloquy.system.kills.KilledRun.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's audio through the real models, the process killed ten times on the way: the end is the same rows.
 *
 * <p>It takes some ten minutes: {@code ./colloquy test -Plong}. With {@code -Dkills.seed=N} the moments are those of an
 * earlier run, as near as a machine can repeat itself.
 */
@Tag("long")
@Timeout(1800)
class KilledDemoTest {
    private static final long PLAN_SEED = 1;
    private static final Program DEMO = new Program(Colloquy.class, List.of());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void endsInTheSameRowsHoweverOftenItIsKilled() throws Exception {
        long seed = Long.getLong("kills.seed", new Random().nextInt(1_000_000));
        System.out.println("-Dkills.seed=" + seed);
        List<PlannedRecord> records = records();
        Rows expected = undisturbed(records);
        Random random = new Random(seed);
        try (KilledRun run = new KilledRun(DEMO, folder.resolve("killed"), records, random)) {
            run.surviveKills(KillMoment.ten(random));
            run.finish();
            assertThat(run.rows()).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    private static List<PlannedRecord> records() throws IOException {
        Path recordings = Repository.ROOT.resolve("models/recordings");
        return ChunkPlan.of(Recordings.load(recordings), PLAN_SEED).all();
    }

    private Rows undisturbed(List<PlannedRecord> records) throws Exception {
        try (KilledRun run = new KilledRun(DEMO, folder.resolve("undisturbed"), records, new Random(0))) {
            run.finish();
            Rows rows = run.rows();
            System.out.printf(
                    "undisturbed: %d conversations, %d utterances%n",
                    rows.conversations().size(), rows.utterances().size());
            return rows;
        }
    }
}
