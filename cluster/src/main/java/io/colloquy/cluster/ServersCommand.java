package io.colloquy.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.Report;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalCommand;
import io.colloquy.local.LocalServers;
import io.colloquy.local.Port;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kafka and Postgres of a cluster, until the process is told to end. Nobody types this. */
@Command(name = "servers", description = "Run Kafka and Postgres until TERM.", hidden = true)
final class ServersCommand extends LocalCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--kafka-port", required = true)
    private int kafka;

    @Option(names = "--postgres-port", required = true)
    private int postgres;

    @Option(names = "--flink", required = true, description = "The address of Flink's REST, to be told to others.")
    private String flink;

    @Override
    protected void run(Report report) throws Exception {
        DataDirectory data = openData();
        Port ofKafka = new Port(kafka, "--kafka-port");
        Port ofPostgres = new Port(postgres, "--postgres-port");
        try (LocalServers servers = LocalServers.start(data, ofKafka, ofPostgres)) {
            data.announce(JSON.writeValueAsString(Endpoints.of(servers.bootstrap(), servers.postgres(), flink)));
            new CountDownLatch(1).await(); // until this thread is interrupted
        }
    }
}
