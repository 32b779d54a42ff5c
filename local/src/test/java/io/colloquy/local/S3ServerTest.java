package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class S3ServerTest {
    private static final String KEY = "chunks/one.wav";

    @TempDir
    private Path folder;

    @Test
    void keepsObjectsOverAKill() throws Exception {
        S3Storage storage = S3Storage.in(folder);
        storage.makeBucket("audio");
        try (S3Server server = S3Server.start(storage)) {
            assertThat(status(storage, "PUT", storage.keys())).isEqualTo(200);
            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(storage.isServed()).isFalse();
        }
        assertThat(storage.objects("audio")).containsExactly(KEY);
        try (S3Server again = S3Server.start(storage)) {
            assertThat(again.isAlive()).isTrue();
            assertThat(status(storage, "GET", storage.keys())).isEqualTo(200);
        }
    }

    @Test
    void refusesWhoHasNotTheKeys() throws Exception {
        S3Storage storage = S3Storage.in(folder);
        storage.makeBucket("audio");
        try (S3Server server = S3Server.start(storage)) {
            assertThat(server.isAlive()).isTrue();
            assertThat(status(storage, "PUT", new S3Keys("colloquy", "guessed")))
                    .isEqualTo(403);
            assertThat(status(
                            storage,
                            "PUT",
                            new S3Keys("stranger", storage.keys().secretKey())))
                    .isEqualTo(403);
        }
        assertThat(storage.objects("audio")).isEmpty();
    }

    @Test
    void isNotMistakenForAnotherServerAtItsPort() throws Exception {
        S3Storage storage = S3Storage.in(folder);
        try (S3Server server = S3Server.start(storage)) {
            assertThat(server.isAlive()).isTrue();
            assertThatThrownBy(() -> S3Server.start(storage))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("S3 can't start: port " + storage.port() + " is taken");
        }
    }

    @Test
    void tellsNobodyTheSecret() throws Exception {
        S3Storage storage = S3Storage.in(folder);
        String secret = storage.keys().secretKey();

        assertThat(storage.toString()).doesNotContain(secret);
        assertThat(storage.command()).noneMatch(word -> word.contains(secret));
        assertThat(Files.getPosixFilePermissions(folder.resolve("s3proxy.properties")))
                .hasSize(2);
    }

    private static int status(S3Storage storage, String method, S3Keys keys) throws Exception {
        return new S3Request(method, storage.endpoint(), "/audio/" + KEY).send(keys);
    }
}
