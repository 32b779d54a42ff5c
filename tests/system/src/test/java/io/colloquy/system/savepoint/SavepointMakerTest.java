package io.colloquy.system.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.recordings.RandomDevice;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Makes the savepoint of the repository anew: {@code ./colloquy test -Psavepoint}. It holds a job amid the uploads of
 * some invented devices, with clips that the models have not answered about, and lies beside the devices' records and
 * what was published before. Done only while layouts may change freely: see {@code docs/state.md}.
 */
@Tag("savepoint")
class SavepointMakerTest {
    private static final int PARALLELISM = 2;
    private static final long SEED = 2_026;
    private static final int DEVICES = 4;
    private static final int SENT_PERCENT = 60;
    private static final int QUIET_SECONDS = 4;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .build());

    /** Savepoints hold its name, so it is one that any machine might have. */
    private static final Path FOLDER = Path.of("/tmp/colloquy-savepoint");

    @Test
    void makesTheSavepointAnew() throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        FileUtils.deleteDirectory(KeptJob.FOLDER.toFile());
        Files.createDirectories(KeptJob.FOLDER);
        KeptRecords.write(records(), KeptJob.RECORDS);

        KeptJob job = new KeptJob("made");
        JobClient client = job.start(
                new KeptSource(KeptJob.RECORDS.toString(), DEVICES, SENT_PERCENT),
                new HangingModels(new StandInModels()),
                KeptJob.configuration(PARALLELISM));
        List<Revision> published = untilQuiet(job.revisions().received());
        String savepoint = client.triggerSavepoint(FOLDER.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        client.cancel().get();
        job.revisions().received().drainTo(published);

        FileUtils.copy(
                new org.apache.flink.core.fs.Path(savepoint),
                new org.apache.flink.core.fs.Path(KeptJob.SAVEPOINT.toUri()),
                false);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(KeptJob.REVISIONS.toFile(), published);
        assertThat(published).isNotEmpty();
    }

    private static List<List<RawRecord>> records() {
        List<List<RawRecord>> devices = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            devices.add(RandomDevice.invent(SEED, device).records());
        }
        return devices;
    }

    private static List<Revision> untilQuiet(BlockingQueue<Revision> revisions) throws InterruptedException {
        List<Revision> received = new ArrayList<>();
        Revision revision = revisions.poll(1, TimeUnit.MINUTES);
        while (revision != null) {
            received.add(revision);
            revision = revisions.poll(QUIET_SECONDS, TimeUnit.SECONDS);
        }
        return received;
    }
}
