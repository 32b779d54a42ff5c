package io.colloquy.bench.speech;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peer: libopus through ffmpeg, on one thread. Also makes the inputs. */
final class FfmpegPeer {
    private static final String INSTALL =
            """
            ffmpeg with libopus is what this compares with, and %s. Install it:
              Debian, Ubuntu:  apt install ffmpeg
              macOS:           brew install ffmpeg""";
    /** The shell's own account of a child's processor time: the second line that its {@code times} writes (POSIX). */
    private static final String TIMED = "\"$0\" \"$@\" >/dev/null && times";

    private static final Pattern CHILD_TIME = Pattern.compile("\\R(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

    private FfmpegPeer() {}

    /** @throws PeerMissingException where there is no ffmpeg, or one without libopus */
    static void require() throws PeerMissingException, InterruptedException {
        String codecs;
        try {
            codecs = new String(run(List.of("ffmpeg", "-v", "error", "-codecs")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PeerMissingException(INSTALL.formatted("there is none on the PATH"));
        }
        if (!codecs.contains("libopus")) throw new PeerMissingException(INSTALL.formatted("this one has no libopus"));
    }

    /** @param arguments inputs, codec and output */
    static void make(String... arguments) throws IOException, InterruptedException {
        run(command(arguments));
    }

    /** 16 kHz mono, 16 bits, little-endian. */
    static byte[] decode(Path opus) throws IOException, InterruptedException {
        return run(decoding(opus));
    }

    /** Processor seconds, user's and system's, of the same with the output thrown away; start-up included. */
    static double secondsToDecode(Path opus) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("sh", "-c", TIMED));
        timed.addAll(decoding(opus));
        String times = new String(run(timed), StandardCharsets.US_ASCII);
        Matcher child = CHILD_TIME.matcher(times);
        if (!child.find()) throw new IOException("the shell's times wrote: " + times);
        return seconds(child.group(1), child.group(2)) + seconds(child.group(3), child.group(4));
    }

    private static double seconds(String minutes, String seconds) {
        return 60 * Integer.parseInt(minutes) + Double.parseDouble(seconds);
    }

    private static List<String> decoding(Path opus) {
        return command(
                "-threads",
                "1",
                "-c:a",
                "libopus",
                "-i",
                opus.toString(),
                "-ar",
                "16000",
                "-ac",
                "1",
                "-f",
                "s16le",
                "-");
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** @return what it wrote to standard output */
    private static byte[] run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C"); // a point in decimals
        Process process = builder.start();
        try {
            byte[] output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            if (code != 0) throw new IOException("ended with " + code + ": " + String.join(" ", command));
            return output;
        } finally {
            process.destroy();
        }
    }
}
