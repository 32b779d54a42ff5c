package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerPortsTest {
    private static final LocalSystem.Ports ANY = new LocalSystem.Ports(Port.any(), Port.any(), Port.any());

    @Test
    void staysWhereItWas() throws IOException {
        Map<String, Integer> first = ServerPorts.choose(ANY, Map.of()).byServer();

        ServerPorts second = ServerPorts.choose(LocalSystem.Ports.USUAL, first);

        assertThat(second.byServer()).isEqualTo(first);
        assertThat(second.moved()).isEmpty();
        assertThat(second.notices()).isEmpty();
    }

    @Test
    void whatWasAskedForGoesBeforeWhatWas() throws IOException {
        Map<String, Integer> first = ServerPorts.choose(ANY, Map.of()).byServer();
        int asked = Port.any().claim();

        ServerPorts second = ServerPorts.choose(
                new LocalSystem.Ports(new Port(asked, "--kafka-port"), Port.any(), Port.any()), first);

        assertThat(second.kafka()).isEqualTo(asked);
        assertThat(second.postgres()).isEqualTo(first.get("postgres"));
        assertThat(second.moved()).isEmpty();
        assertThat(second.notices()).isEmpty();
    }

    @Test
    void movesWherePortIsTakenMeanwhileAndSaysSo() throws IOException {
        Map<String, Integer> first = ServerPorts.choose(ANY, Map.of()).byServer();
        int before = first.get("postgres");
        try (ServerSocket holder = new Port(before, "--test").hold()) {
            ServerPorts second = ServerPorts.choose(LocalSystem.Ports.USUAL, first);

            assertThat(second.postgres()).isNotEqualTo(holder.getLocalPort());
            assertThat(second.moved()).isEqualTo(Map.of("postgres", before));
            assertThat(second.notices())
                    .containsExactly("postgres is now at port " + second.postgres() + ": " + before
                            + ", where it was, is taken by java (process "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void noTwoServersGetTheSame() throws IOException {
        int one = Port.any().claim();
        LocalSystem.Ports same =
                new LocalSystem.Ports(Port.preferred(one), Port.preferred(one), new Port(one, "--flink-port"));

        ServerPorts ports = ServerPorts.choose(same, Map.of());

        assertThat(ports.flink()).isEqualTo(one);
        assertThat(ports.byServer().values()).doesNotHaveDuplicates();
    }

    @Test
    void refusesWhereTheOneAskedForIsTaken() throws IOException {
        try (ServerSocket holder = Port.any().hold()) {
            Port taken = new Port(holder.getLocalPort(), "--flink-port");

            assertThatThrownBy(() -> ServerPorts.choose(new LocalSystem.Ports(Port.any(), Port.any(), taken), Map.of()))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("--flink-port " + taken.number() + " is taken by");
        }
    }
}
