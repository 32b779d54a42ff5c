package io.colloquy.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.Report;
import io.colloquy.jobs.JobSettings;
import io.colloquy.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    private static final Duration POLL = Duration.ofMillis(500);

    private final Application application;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "Default: as in the last run on the same data; at first 9092, or one that is free.")
    private Integer kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "N",
            description = "Default: as in the last run on the same data; at first 5432, or one that is free.")
    private Integer postgresPort;

    @Option(
            names = "--flink-port",
            paramLabel = "N",
            description = "Default: as in the last run on the same data; at first 8081, or one that is free.")
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
        LocalSystem.Ports ports = ports();
        JobSettings settings = jobSettings(config);
        DataDirectory data = openData();
        progress("starting Kafka, Postgres and Flink; log: " + data.log());
        try (LocalSystem system = LocalSystem.start(data, ports, settings, application)) {
            system.notices().forEach(this::progress);
            report.put("endpoints", system.endpoints());
            system.job().restoredFrom().ifPresent(checkpoint -> progress("continued from " + checkpoint));
            String endpoints = JSON.writeValueAsString(system.endpoints());
            data.announce(endpoints);
            output().println(endpoints);
            output().flush();
            progress("ready: look at " + system.endpoints().flink() + ", stop with Ctrl-C");
            try {
                watch(system);
            } finally {
                system.deadLetters().rest().ifPresent(this::progress);
                progress("stopping");
            }
        }
    }

    /** Tells of failures and rejections; returns never, as the job runs until it is stopped or ends by itself. */
    private void watch(LocalSystem system) throws Exception {
        long told = 0;
        while (true) {
            LocalJob.State state = system.job().stateOfRunning();
            long last = state.lastFailure().map(LocalJob.Failure::at).orElse(0L);
            if (last > told) {
                told = last;
                progress("the job failed and starts again: "
                        + state.lastFailure().orElseThrow().message());
            }
            system.deadLetters().watch(POLL).ifPresent(this::progress);
        }
    }

    private LocalSystem.Ports ports() {
        LocalSystem.Ports usual = LocalSystem.Ports.USUAL;
        Map<Integer, String> taken = new HashMap<>();
        return new LocalSystem.Ports(
                port("--kafka-port", kafkaPort, usual.kafka(), taken),
                port("--postgres-port", postgresPort, usual.postgres(), taken),
                port("--flink-port", flinkPort, usual.flink(), taken));
    }

    /** @param taken flags by the port that they ask for; this one is added */
    private static Port port(String flag, Integer asked, Port usual, Map<Integer, String> taken) {
        if (asked == null) return usual;
        if (asked < 0 || asked > Port.MOST)
            throw new SettingsException(flag, "a port is 0 to " + Port.MOST + ", not " + asked);
        String other = asked == 0 ? null : taken.put(asked, flag);
        if (other != null) throw new SettingsException(flag, asked + " is that of " + other + " already");
        return new Port(asked, flag);
    }
}
