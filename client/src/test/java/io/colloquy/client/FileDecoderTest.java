package io.colloquy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for ffmpeg that makes as long a sound as it is asked for; on disk it takes no room. */
class FileDecoderTest {
    private static final long HOUR_BYTES = 3_600L * 32_000;

    @TempDir
    Path folder;

    private Path song;
    private Path pcm;

    @BeforeEach
    void writeAFileThatIsNoneOfOurs() throws IOException {
        song = Files.write(folder.resolve("song.mp3"), new byte[] {'I', 'D', '3', 4});
        pcm = folder.resolve("pcm");
    }

    /** @param bytes of the whole sound */
    private FileDecoder withSoundOf(long bytes) throws IOException {
        Path program = folder.resolve("ffmpeg");
        Files.writeString(
                program,
                """
                #!/bin/sh
                for to; do [ "$before" = -t ] && most=$((to * 32000)); before=$to; done
                [ $most -lt %d ] || most=%1$d
                truncate -s $most "${to#file:}"
                """
                        .formatted(bytes));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new FileDecoder(Ffmpeg.in(folder.toString()));
    }

    @Test
    void takesWhatFfmpegDecodesOf37Hours() throws Exception {
        withSoundOf(37 * HOUR_BYTES).decode(song, pcm);

        assertThat(pcm).hasSize(37 * HOUR_BYTES);
    }

    @Test
    void rejectsWhatIsLongerThoughFfmpegCouldDecodeIt() throws IOException {
        FileDecoder decoder = withSoundOf(50 * HOUR_BYTES);

        assertThatThrownBy(() -> decoder.decode(song, pcm))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_long"))
                .hasMessageContaining("is longer than 37 h");
    }
}
