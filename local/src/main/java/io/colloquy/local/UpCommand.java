package io.colloquy.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.Report;
import io.colloquy.jobs.JobSettings;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colloquy up}: everything on this machine, until Ctrl-C. */
@Command(
        name = "up",
        description =
                "Run everything on this machine until Ctrl-C. One line of JSON on standard output says where to send"
                        + " chunks and where to read the result.")
public final class UpCommand extends LocalCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLL_MILLIS = 500;

    private final Application application;

    @Option(names = "--kafka-port", paramLabel = "N", description = "Default: 9092, or any free one.")
    private Integer kafkaPort;

    @Option(names = "--postgres-port", paramLabel = "N", description = "Default: 5432, or any free one.")
    private Integer postgresPort;

    @Option(names = "--flink-port", paramLabel = "N", description = "Default: 8081, or any free one.")
    private Integer flinkPort;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the job: a colloquy.yaml.")
    private Path config;

    /** With the job of conversations. */
    public UpCommand() {
        this(Application.CONVERSATIONS);
    }

    /** @param application what is to run on the servers */
    public UpCommand(Application application) {
        this.application = application;
    }

    @Override
    protected void run(Report report) throws Exception {
        JobSettings settings = jobSettings(config);
        LocalSystem.Ports usual = LocalSystem.Ports.USUAL;
        LocalSystem.Ports ports = new LocalSystem.Ports(
                port("--kafka-port", kafkaPort, usual.kafka()),
                port("--postgres-port", postgresPort, usual.postgres()),
                port("--flink-port", flinkPort, usual.flink()));
        DataDirectory data = openData();
        progress("starting Kafka, Postgres and Flink; log: " + data.log());
        try (LocalSystem system = LocalSystem.start(data, ports, settings, application)) {
            report.put("endpoints", system.endpoints());
            system.job().restoredFrom().ifPresent(checkpoint -> progress("continued from " + checkpoint));
            output().println(JSON.writeValueAsString(system.endpoints()));
            output().flush();
            progress("ready: look at " + system.endpoints().flink() + ", stop with Ctrl-C");
            try {
                watch(system.job());
            } finally {
                progress("stopping");
            }
        }
    }

    /** Tells of each failure; returns never, as the job runs until it is stopped or ends by itself. */
    private void watch(LocalJob job) throws Exception {
        long told = 0;
        while (true) {
            LocalJob.State state = job.stateOfRunning();
            long last = state.lastFailure().map(LocalJob.Failure::at).orElse(0L);
            if (last > told) {
                told = last;
                progress("the job failed and starts again: "
                        + state.lastFailure().orElseThrow().message());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static Port port(String flag, Integer asked, Port usual) {
        return asked == null ? usual : new Port(asked, flag);
    }
}
