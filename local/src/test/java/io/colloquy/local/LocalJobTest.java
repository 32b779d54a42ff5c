package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.settings.SettingsException;
import org.apache.flink.runtime.JobException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class LocalJobTest {

    @Test
    void tellsTheSettingThatEndedTheJobAndNotWhatALibrarySaidOfIt() {
        SettingsException setting = new SettingsException(
                "models.device", "cuda:0 can't be used here", new IllegalStateException("no driver"));
        Exception failure = new JobException("not recoverable", new SuppressRestartsException(setting));

        assertThat(LocalJob.rootMessage(failure))
                .endsWith("SettingsException: models.device: cuda:0 can't be used here");
    }

    @Test
    void tellsTheFirstCauseOfAnyOtherFailure() {
        Exception failure =
                new JobException("again", new RuntimeException("wrapped", new IllegalStateException("full")));

        assertThat(LocalJob.rootMessage(failure)).isEqualTo("java.lang.IllegalStateException: full");
    }
}
