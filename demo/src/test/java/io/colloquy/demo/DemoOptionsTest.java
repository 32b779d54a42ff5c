package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoOptionsTest {

    @Test
    void seedIsTheOneThatWasGiven() {
        DemoCommand command = new DemoCommand();

        new CommandLine(command).parseArgs("--seed", "17", "--data", "folder");

        assertThat(command.seed()).isEqualTo(17);
    }
}
