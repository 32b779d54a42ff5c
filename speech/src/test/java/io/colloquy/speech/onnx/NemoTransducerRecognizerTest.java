package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mostly of a transducer that has learned nothing; see {@code models/training/recognizer/tiny.py}. */
class NemoTransducerRecognizerTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyModel() throws Exception {
        for (String name : List.of("encoder.onnx", "decoder.onnx", "joiner.onnx", "tokens.txt")) put(name, name);
    }

    /** Puts one of the files that are there for the tests in the place of another. */
    private void put(String resource, String name) throws Exception {
        Files.copy(resource(resource), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                NemoTransducerRecognizerTest.class.getResource("/tdt/" + name).toURI());
    }

    private Recognizer load(String encoder) {
        return Recognizer.load(folder.resolve(encoder), TestLoader.of(ModelRole.RECOGNIZER));
    }

    private static List<Word> recognize(Recognizer recognizer, byte[] pcm) throws Exception {
        return TestLoader.recognize(recognizer, List.of(recognizer.features(Pcm16.floats(pcm))))
                .get(0);
    }

    /** What sherpa-onnx 1.13.8 recognises with the same files. */
    @ParameterizedTest
    @CsvSource({
        "decoder.onnx, joiner.onnx, words.txt",
        "decoder.fixed.onnx, joiner.onnx, words.txt",
        "decoder.onnx, joiner.untimed.onnx, words.untimed.txt",
    })
    void recognisesWhatSherpaRecognises(String decoder, String joiner, String expected) throws Exception {
        put(decoder, "decoder.onnx");
        put(joiner, "joiner.onnx");
        assertRecognises(folder.resolve("encoder.onnx"), expected);
    }

    @Test
    void theDemosRecognisesWhatSherpaRecognises() throws Exception {
        assertRecognises(DemoSpeech.TRANSDUCER, "words.demo.txt");
    }

    private static void assertRecognises(Path encoder, String expected) throws Exception {
        Map<String, String> wanted = Files.readAllLines(resource(expected)).stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
        try (Recognizer recognizer = Recognizer.load(encoder, TestLoader.of(ModelRole.RECOGNIZER))) {
            for (DemoSpeech.Clip clip : DemoSpeech.clips()) {
                List<Word> words = recognize(recognizer, clip.pcm());
                assertThat(words.stream().map(Word::w).collect(Collectors.joining(" ")))
                        .isEqualTo(wanted.get(clip.name()));
                assertTimesAreSound(words, clip.pcm().length / 32);
            }
        }
    }

    private static void assertTimesAreSound(List<Word> words, int clipMillis) {
        assertThat(words).allSatisfy(word -> {
            assertThat(word.s()).isNotNegative().isLessThan(word.e());
            assertThat(word.e()).isLessThanOrEqualTo(clipMillis);
            assertThat(word.c()).isBetween(0f, 1f);
        });
        assertThat(words).extracting(Word::s).isSorted();
        assertThat(words).extracting(Word::e).isSorted();
    }

    @Test
    void nameChangesWithEachOfTheFiles() throws Exception {
        String before = name();
        put("joiner.untimed.onnx", "joiner.onnx");
        String otherJoiner = name();
        put("decoder.fixed.onnx", "decoder.onnx");
        String otherDecoder = name();
        Files.writeString(
                folder.resolve("tokens.txt"),
                Files.readString(folder.resolve("tokens.txt")).replace("▁a 0", "▁an 0"));
        String otherTokens = name();
        Files.writeString(folder.resolve("encoder.weights"), "what a file of more than 2 GB would keep beside it");

        assertThat(Stream.of(before, otherJoiner, otherDecoder, otherTokens, name()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).startsWith("encoder-"));
    }

    private String name() {
        try (Recognizer recognizer = load("encoder.onnx")) {
            return recognizer.name();
        }
    }

    @Test
    void takesTheOtherFilesOfTheSameKindOrElseThePlainOnes() throws Exception {
        put("encoder.onnx", "encoder.int8.onnx");
        put("joiner.untimed.onnx", "joiner.int8.onnx");
        String plainDecoder = of("encoder.int8.onnx");
        put("encoder.onnx", "my-model.onnx");

        assertThat(plainDecoder).isNotEqualTo(of("encoder.onnx"));
        assertThat(of("my-model.onnx")).isEqualTo(of("encoder.onnx"));
    }

    private String of(String encoder) throws Exception {
        try (Recognizer recognizer = load(encoder)) {
            return recognize(recognizer, DemoSpeech.clips().get(0).pcm()).toString();
        }
    }

    @Test
    void missingPartIsNamed() throws IOException {
        Files.delete(folder.resolve("joiner.onnx"));

        assertUnfit("joiner.onnx", "the joiner of a NeMo transducer", "no such readable file");
    }

    @Test
    void missingTokensAreNamed() throws IOException {
        Files.delete(folder.resolve("tokens.txt"));

        assertUnfit("tokens.txt", "cannot be read");
    }

    @Test
    void swappedPartsAreRefused() throws Exception {
        put("joiner.onnx", "decoder.onnx");
        assertUnfit("decoder.onnx", "the decoder of a NeMo transducer", "inputs [encoder_outputs, decoder_outputs]");

        put("decoder.onnx", "decoder.onnx");
        put("decoder.onnx", "joiner.onnx");
        assertUnfit("joiner.onnx", "the joiner of a NeMo transducer", "inputs [targets");
        put("joiner.onnx", "joiner.onnx");
        for (String part : List.of("decoder.onnx", "joiner.onnx"))
            assertThatThrownBy(() -> load(part))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("the encoder of a NeMo transducer");
    }

    /** Two models' files are easily mixed up, and nothing in their declared shapes need tell. */
    @Test
    void partsThatDoNotRunTogetherAreRefused() throws Exception {
        retell("pred_hidden", "21");

        assertUnfit("encoder.onnx", "decoder.onnx and joiner.onnx", "21");
    }

    @ParameterizedTest
    @CsvSource({
        "pred_rnn_layers, 0, pred_rnn_layers=0",
        "pred_rnn_layers, two, which is not a whole number",
        "feat_dim, 64, 'with 64 bands, but its first input has the shape [-1, 80, -1]'",
        "feat_dim, -1, feat_dim=-1",
        "is_giga_am, 1, GigaAM",
        "vocab_size, 31, knows 31 tokens and a blank",
        "normalize_type, all_feature, normalize_type=all_feature",
    })
    void metadataThatDoNotFitAreRefused(String key, String value, String reason) throws Exception {
        retell(key, value);

        assertUnfit("", reason);
    }

    /**
     * Lets the encoder's metadata say something else: of two entries with one key, onnxruntime takes the last. In
     * protobuf an entry is field 14 of a model, with a key (1) and a value (2), each after its length.
     */
    private void retell(String key, String value) throws IOException {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(14 << 3 | 2);
        entry.write(4 + key.length() + value.length());
        entry.write(1 << 3 | 2);
        entry.write(key.length());
        entry.writeBytes(key.getBytes(StandardCharsets.UTF_8));
        entry.write(2 << 3 | 2);
        entry.write(value.length());
        entry.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("encoder.onnx"), entry.toByteArray(), StandardOpenOption.APPEND);
    }

    @Test
    void blankMustBeTheLastSymbol() throws IOException {
        Path tokens = folder.resolve("tokens.txt");
        Files.writeString(
                tokens, Files.readString(tokens).replace("▁a 0", "<blk> 0").replace("<blk> 32", "▁a 32"));

        assertUnfit("encoder.onnx", "<blk> as the last symbol");
    }

    private void assertUnfit(String file, String... reasons) {
        assertThatThrownBy(() -> load("encoder.onnx"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file)
                .hasMessageContainingAll(reasons);
    }
}
