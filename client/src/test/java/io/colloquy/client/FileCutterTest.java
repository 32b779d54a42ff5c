package io.colloquy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for ffmpeg: a script that writes what it is asked for, or fails as the real one does. */
class FileCutterTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final int SECOND_BYTES = 32_000;

    @TempDir
    Path folder;

    private Path song;

    @BeforeEach
    void writeAFileThatIsNoneOfOurs() throws IOException {
        song = Files.write(folder.resolve("my song.mp3"), new byte[] {'I', 'D', '3', 4});
    }

    private static Plan plan(Path file) {
        return new Plan(file.getFileName().toString(), "omi1", START, Duration.ofSeconds(2));
    }

    /** @param script what the program does, in the shell, where {@code $to} is the file to write */
    private FileCutter with(String script) throws IOException {
        Path program = folder.resolve("ffmpeg");
        Files.writeString(program, "#!/bin/sh\nfor to; do :; done; to=\"${to#file:}\"\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new FileCutter(Ffmpeg.in("/nowhere:" + folder));
    }

    private FileCutter without() {
        return new FileCutter(Ffmpeg.in(folder + ":/nowhere"));
    }

    @Test
    void takesWhatFfmpegDecodes() throws Exception {
        ChunkedFile cut =
                with("head -c " + 5 * SECOND_BYTES + " /dev/zero > \"$to\"").cut(song, plan(song));

        assertThat(cut.chunks()).hasSize(3).allMatch(chunk -> chunk.format().sampleRate() == 16_000);
        assertThat(cut.chunks().stream().mapToInt(chunk -> chunk.audio().length).sum())
                .isEqualTo(5 * SECOND_BYTES);
        assertThat(cut.chunks()).extracting(AudioChunk::chunkId).startsWith("my-song.mp3.0");
        assertThat(cut.end()).isEqualTo(START + 5_000_000);
    }

    @Test
    void asksFfmpegForTheFileItselfAndForNothingElsewhere() throws Exception {
        Path said = folder.resolve("said");
        with("printf '%s\\n' \"$@\" > '" + said + "'; head -c 640 /dev/zero > \"$to\"")
                .cut(song, plan(song));

        assertThat(Files.readAllLines(said))
                .containsSequence("-protocol_whitelist", "file", "-i", "file:" + song)
                .containsSequence("-t", "7201", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-f", "s16le", "-y");
    }

    @Test
    void passesOnWhyFfmpegCanNotReadIt() throws IOException {
        FileCutter cutter = with("echo 'Invalid data found when processing input' >&2; exit 1");

        assertThatThrownBy(() -> cutter.cut(song, plan(song)))
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith("is neither WAV")
                .hasMessageEndingWith(". ffmpeg can't read it: Invalid data found when processing input");
    }

    @Test
    void rejectsMoreThanTwoHours() throws IOException {
        FileCutter cutter = with("truncate -s " + (7_200L * SECOND_BYTES + 2) + " \"$to\"");

        assertThatThrownBy(() -> cutter.cut(song, plan(song)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_long"));
    }

    @Test
    void saysHowToConvertItWhereThereIsNoFfmpeg() {
        assertThatThrownBy(() -> without().cut(song, plan(song)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("is neither WAV, FLAC nor Ogg Opus")
                .hasMessageEndingWith("convert it: ffmpeg -i 'my song.mp3' -ac 1 -ar 16000 'my song.wav'");
    }

    @Test
    void doesNotAskFfmpegAboutWhatItKnows() throws Exception {
        Path recording = Path.of("../models/recordings/market.opus");
        ChunkedFile alone = new FileCutter(Optional.empty()).cut(recording, plan(recording));

        ChunkedFile cut = with("exit 1").cut(recording, plan(recording));

        assertThat(cut.end()).isEqualTo(alone.end());
        assertThat(cut.chunks()).hasSameSizeAs(alone.chunks());
    }

    @Test
    void takesAnMp3ByTheRealFfmpegWhereThatIsInstalled() throws Exception {
        Optional<Ffmpeg> installed = Ffmpeg.installed();
        assumeThat(installed).isPresent();
        Path recording = Path.of("../models/recordings/market.opus");
        String[] encode = {"ffmpeg", "-nostdin", "-v", "error", "-y", "-i", recording.toString(), song.toString()};
        int encoded = new ProcessBuilder(encode).inheritIO().start().waitFor();
        assumeThat(encoded).as("it can encode MP3").isZero();

        ChunkedFile cut = new FileCutter(installed).cut(song, plan(song));

        ChunkedFile original = new FileCutter(Optional.empty()).cut(recording, plan(recording));
        assertThat(cut.end()).isBetween(original.end() - 100_000, original.end() + 100_000);
        assertThat(new ChunkCheck().rejected(cut.chunks(), System.currentTimeMillis()))
                .isZero();
    }

    @Test
    void leavesABadNameToThePerson() throws IOException {
        FileCutter cutter = with("exit 1");
        Path recording = Path.of("../models/recordings/market.opus");
        Plan spaced = new Plan("market.opus", "my device", START, Duration.ofSeconds(30));

        assertThatThrownBy(() -> cutter.cut(recording, spaced))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("bad_field:device_id"));
    }
}
