package io.colloquy.cli;

/** Text for a person's terminal: it wraps between words, and goes on under where it began. */
public final class Paragraph {
    /** As wide as every terminal is. */
    public static final int WIDTH = 80;

    private Paragraph() {}

    /**
     * One line, or several. A word longer than a line has one to itself.
     *
     * @param head stands before the text, on the first line alone
     * @param width of a line, in characters
     */
    public static String of(String head, String text, int width) {
        String indent = " ".repeat(head.length());
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(head);
        boolean empty = true;
        for (String word : text.strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.append(line).append(System.lineSeparator());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return lines.append(line).toString();
    }
}
