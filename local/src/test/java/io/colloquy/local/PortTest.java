package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortTest {

    @Test
    void exactOneIsHadOrRefused() throws IOException {
        Port exact;
        try (ServerSocket holder = Port.any().hold()) {
            exact = new Port(holder.getLocalPort(), "--some-port");

            assertThatThrownBy(exact::claim)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("--some-port " + holder.getLocalPort() + " is taken by java (process "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("stop that or choose another port");
        }
        assertThat(exact.claim()).isEqualTo(exact.number());
    }

    @Test
    void preferredOneGivesWayToANeighbour() throws IOException {
        try (ServerSocket holder = Port.any().hold()) {
            int taken = holder.getLocalPort();

            assertThat(Port.preferred(taken).claim()).isNotEqualTo(taken).isGreaterThan(0);
        }
    }

    @Test
    void privilegedOneIsNotCalledTaken() {
        int nobodys = IntStream.range(1, 1024)
                .filter(port -> !PortHolder.isTaken(port))
                .findFirst()
                .orElseThrow();

        Port.Obstacle obstacle = Port.obstacle(nobodys);

        assertThat(obstacle.reason())
                .contains("needs privileges")
                .contains("1024")
                .doesNotContain("taken");
        assertThat(obstacle.remedy()).isEqualTo("choose a port from there on");
    }
}
