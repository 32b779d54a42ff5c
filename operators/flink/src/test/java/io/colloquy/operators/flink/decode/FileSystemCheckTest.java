package io.colloquy.operators.flink.decode;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.settings.SettingsException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileSystemCheckTest {
    private static final String KEY = "audio-uri.prefixes";

    @BeforeEach
    @AfterEach
    void forgetFileSystems() {
        FileSystem.initialize(new Configuration(), null);
    }

    @Test
    void saysWhichPluginBelongsWhere() {
        assertThatThrownBy(() -> FileSystemCheck.require(KEY, "s3://field/audio/"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "audio-uri.prefixes: s3://field/audio/ can't be reached: Flink has no plugin for s3:// here;"
                                + " put flink-lib/target/plugins/s3-fs-hadoop, which the build makes, into the folder plugins of"
                                + " each Flink, the one that submits the job too, and start them again");
        assertThatThrownBy(() -> FileSystemCheck.require("execution.checkpointing.dir", "gs://state/checkpoints"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        "execution.checkpointing.dir: gs://state/checkpoints can't be reached: Flink has"
                                + " no plugin for gs:// here; put the plugin for it, in a folder");
    }

    @Test
    void takesWhatFlinkHasAFileSystemFor() {
        FaultyStorage.install(new byte[1]);

        assertThatCode(() -> FileSystemCheck.require(KEY, "s3://field/audio/")).doesNotThrowAnyException();
        assertThatCode(() -> FileSystemCheck.require(KEY, "file:///srv/audio/")).doesNotThrowAnyException();
        assertThatCode(() -> FileSystemCheck.require("execution.checkpointing.dir", "/var/checkpoints"))
                .doesNotThrowAnyException();
    }
}
