package io.colloquy.operators.flink.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.operators.core.decode.AudioStore;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.schemas.RejectedException;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileSystemAudioStoreTest {
    private static final byte[] AUDIO = {1, 2, 3};
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Path prefix;

    @BeforeEach
    void makePrefix() throws IOException {
        prefix = Files.createDirectory(folder.resolve("audio"));
        Files.write(prefix.resolve("a.wav"), AUDIO);
        Files.write(folder.resolve("secret.wav"), AUDIO);
    }

    @AfterEach
    void forgetFileSystems() {
        FileSystem.initialize(new Configuration(), null);
    }

    @Test
    void fetchesAFile() throws Exception {
        assertThat(fetch("a.wav")).isEqualTo(AUDIO);
        Files.write(prefix.resolve("a b.wav"), AUDIO);
        assertThat(fetch("a%20b.wav")).isEqualTo(AUDIO);
    }

    @Test
    void followsLinksThatStayUnderThePrefix() throws Exception {
        Files.createSymbolicLink(prefix.resolve("inner.wav"), Path.of("a.wav"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), prefix);

        assertThat(fetch("inner.wav")).isEqualTo(AUDIO);
        try (FileSystemAudioStore store = store("file://" + link)) {
            assertThat(store.fetch("file://" + link + "/a.wav")).isEqualTo(AUDIO);
        }
    }

    @Test
    void forbidsLinksThatLeadOut() throws Exception {
        Files.createSymbolicLink(prefix.resolve("out.wav"), folder.resolve("secret.wav"));
        Files.createSymbolicLink(prefix.resolve("up"), folder);

        assertThat(reason("out.wav")).isEqualTo("uri_forbidden");
        assertThat(reason("up/secret.wav")).isEqualTo("uri_forbidden");
        assertThat(reason("../secret.wav")).isEqualTo("uri_forbidden");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.createDirectory(prefix.resolve("folder"));

        assertThat(reason("b.wav")).isEqualTo("uri_missing");
        assertThat(reason("a.wav/b")).isEqualTo("uri_missing");
        Files.createSymbolicLink(prefix.resolve("circle.wav"), Path.of("circle.wav"));
        assertThat(reason("circle.wav")).isEqualTo("uri_missing");
        assertThat(reason("a".repeat(300))).isEqualTo("uri_missing");
        assertThat(reason("folder")).isEqualTo("uri_missing");
    }

    @Test
    void looksAtTheSizeBeforeItReads() throws Exception {
        Files.createFile(prefix.resolve("empty.wav"));
        try (RandomAccessFile large =
                new RandomAccessFile(prefix.resolve("large.wav").toFile(), "rw")) {
            large.setLength(AudioStore.MAX_BYTES + 1L);
        }

        assertThat(reason("empty.wav")).isEqualTo("empty_audio");
        assertThat(reason("large.wav")).isEqualTo("too_large");
    }

    @Test
    void takesAPrefixThatIsGoneForAFault() throws Exception {
        try (FileSystemAudioStore store = store("file://" + folder + "/unmounted")) {
            assertThatThrownBy(() -> store.fetch("file://" + folder + "/unmounted/a.wav"))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void triesAgainWhileStorageHasAFault() throws Exception {
        FaultyStorage storage = FaultyStorage.install(AUDIO);
        storage.failNext(3);

        try (FileSystemAudioStore store = store("s3://field/")) {
            assertThat(store.fetch("s3://field/a.wav")).isEqualTo(AUDIO);
        }
        assertThat(storage.requests()).isEqualTo(4);
    }

    @Test
    void throwsOnceItsPatienceIsOver() throws Exception {
        FaultyStorage storage = FaultyStorage.install(AUDIO);
        storage.failNext(Integer.MAX_VALUE);

        try (FileSystemAudioStore store = store("s3://field/")) {
            assertThatThrownBy(() -> store.fetch("s3://field/a.wav"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("s3://field/a.wav");
        }
        assertThat(storage.requests()).isBetween(3, 20);
    }

    @Test
    void givesUpStorageThatHangs() throws Exception {
        FaultyStorage storage = FaultyStorage.install(AUDIO);
        storage.hang();

        try (FileSystemAudioStore store = store("s3://field/")) {
            assertThatThrownBy(() -> store.fetch("s3://field/a.wav"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        }
    }

    @Test
    void saysThatAnObjectIsMissing() throws Exception {
        FaultyStorage.install(AUDIO);

        try (FileSystemAudioStore store = store("s3://field/")) {
            RejectedException rejected =
                    catchThrowableOfType(RejectedException.class, () -> store.fetch("s3://field/missing.wav"));
            assertThat(rejected.reason()).isEqualTo("uri_missing");
        }
    }

    @Test
    void needsAFileSystemForEachPrefix() {
        assertThatThrownBy(() -> store("s3://field/"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("audio-uri.prefixes: s3://field/");
    }

    private byte[] fetch(String name) throws Exception {
        try (FileSystemAudioStore store = store("file://" + prefix)) {
            return store.fetch("file://" + prefix + "/" + name);
        }
    }

    private String reason(String name) {
        RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> fetch(name));
        assertThat(rejected).isNotNull();
        return rejected.reason();
    }

    private static FileSystemAudioStore store(String prefix) {
        return new FileSystemAudioStore(new DecodeSettings(List.of(prefix), PATIENCE));
    }
}
