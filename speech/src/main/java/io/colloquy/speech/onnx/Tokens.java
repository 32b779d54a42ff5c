package io.colloquy.speech.onnx;

import io.colloquy.speech.api.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A recogniser's {@code tokens.txt}: a symbol and its number on each line. {@code ▁} or a leading space begins a word,
 * {@code <0xHH>} is a byte of UTF-8, {@code <blk>} says nothing.
 */
final class Tokens {
    private static final String BLANK = "<blk>";
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

    private final byte[][] bytes;
    private final boolean[] beginsWord;
    private final int blank;

    private Tokens(byte[][] bytes, boolean[] beginsWord, int blank) {
        this.bytes = bytes;
        this.beginsWord = beginsWord;
        this.blank = blank;
    }

    static Tokens read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unfit(file, "the recogniser needs it, but it cannot be read as UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw unfit(file, e.getMessage(), e);
        }
    }

    private static ModelException unfit(Path file, String reason, Exception cause) {
        return new ModelException(file, reason, "put the tokens.txt that came with the recogniser beside it", cause);
    }

    static Tokens parse(List<String> lines) {
        List<String> symbols = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) continue;
            if (number(line, symbols.size() + 1) != symbols.size())
                throw new IllegalArgumentException("line " + (symbols.size() + 1) + " must end with the number "
                        + symbols.size() + ", one more than the line before");
            symbols.add(symbol(line));
        }
        int blank = symbols.indexOf(BLANK);
        if (blank < 0) throw new IllegalArgumentException("it has no symbol " + BLANK);
        return of(symbols, blank);
    }

    private static int number(String line, int at) {
        try {
            return Integer.parseInt(line.stripTrailing().substring(end(line)).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("line " + at + " must be a symbol, a space and a number", e);
        }
    }

    /** Everything before the last gap; a line of a number alone names the space itself. */
    private static String symbol(String line) {
        String symbol = line.substring(0, end(line));
        return symbol.isEmpty() ? " " : symbol;
    }

    private static int end(String line) {
        String content = line.stripTrailing();
        return Math.max(0, Math.max(content.lastIndexOf(' '), content.lastIndexOf('\t')));
    }

    private static Tokens of(List<String> symbols, int blank) {
        byte[][] bytes = new byte[symbols.size()][];
        boolean[] beginsWord = new boolean[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            String symbol = symbols.get(i);
            beginsWord[i] = symbol.startsWith("▁") || symbol.startsWith(" ");
            bytes[i] = bytes(beginsWord[i] ? symbol.substring(1) : symbol);
        }
        return new Tokens(bytes, beginsWord, blank);
    }

    private static byte[] bytes(String text) {
        if (BYTE.matcher(text).matches()) return new byte[] {(byte) Integer.parseInt(text.substring(3, 5), 16)};
        return text.getBytes(StandardCharsets.UTF_8);
    }

    int count() {
        return bytes.length;
    }

    int blank() {
        return blank;
    }

    boolean beginsWord(int token) {
        return beginsWord[token];
    }

    /** UTF-8 of the symbol without its word mark; one byte of a longer character where the symbol is one. */
    byte[] bytes(int token) {
        return bytes[token];
    }
}
