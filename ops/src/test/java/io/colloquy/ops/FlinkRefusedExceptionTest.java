package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlinkRefusedExceptionTest {
    private static final String TRACE =
            """
            org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.
            \tat org.apache.flink.runtime.webmonitor.handlers.JarRunHandler.lambda$0(JarRunHandler.java:103)
            Caused by: org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: no
            \tat org.apache.flink.client.program.PackagedProgram.callMainMethod(PackagedProgram.java:373)
            Caused by: io.colloquy.settings.SettingsException: stitch.drift: write a duration: 20 ms
            \tat io.colloquy.jobs.ConversationJobMain.main(ConversationJobMain.java:29)
            """;

    @Test
    void saysWhatTheRootCauseSays() {
        FlinkRefusedException refused = new FlinkRefusedException(500, List.of("Internal server error.", TRACE));
        assertThat(refused).hasMessage("stitch.drift: write a duration: 20 ms");
        assertThat(refused.isAboutSettings()).isTrue();
    }

    @Test
    void keepsASentenceAsItIs() {
        FlinkRefusedException refused = new FlinkRefusedException(404, List.of("Job 12 not found"));
        assertThat(refused).hasMessage("Job 12 not found");
        assertThat(refused.isNotFound()).isTrue();
        assertThat(refused.isAboutSettings()).isFalse();
    }

    @Test
    void namesAnExceptionThatSaysNothing() {
        assertThat(new FlinkRefusedException(500, List.of("java.util.concurrent.TimeoutException\n\tat a.B.c(B:1)")))
                .hasMessage("java.util.concurrent.TimeoutException");
    }

    @Test
    void tellsTheStatusWhereThereIsNothingElse() {
        assertThat(new FlinkRefusedException(502, List.of())).hasMessage("HTTP status 502");
    }

    @Test
    void tellsTheSettingThatEndedTheJobAndNotWhatALibrarySaidOfIt() {
        String trace = String.join(
                "\n",
                "org.apache.flink.runtime.JobException: The failure is not recoverable",
                "\tat org.apache.flink.Some.method(Some.java:1)",
                "Caused by: org.apache.flink.runtime.execution.SuppressRestartsException: Unrecoverable failure.",
                "Caused by: io.colloquy.settings.SettingsException: models.device: cuda:0 can't be used here",
                "Caused by: ai.onnxruntime.OrtException: no driver");

        assertThat(FlinkRefusedException.rootCause(trace, 0)).isEqualTo("models.device: cuda:0 can't be used here");
    }
}
