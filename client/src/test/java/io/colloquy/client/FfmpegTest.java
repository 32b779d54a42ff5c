package io.colloquy.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegTest {

    @ParameterizedTest
    @CsvSource({
        "song.mp3, song.wav",
        "my song, my song.wav",
        "a.b.m4a, a.b.wav",
        "x.wav, x.converted.wav",
        "X.WAV, X.converted.wav",
        "it's $HOME.mp3, it's $HOME.wav"
    })
    void shellTakesTheSuggestedCommandAsItIsMeant(String name, String wav) throws Exception {
        String command = Ffmpeg.conversionOf(name);

        assertThat(argumentsInTheShell(command)).isEqualTo("-i|" + name + "|-ac|1|-ar|16000|" + wav + "|");
    }

    private static String argumentsInTheShell(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "ffmpeg() { printf '%s|' \"$@\"; }\n" + command).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
