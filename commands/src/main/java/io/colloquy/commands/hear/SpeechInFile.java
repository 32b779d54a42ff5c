package io.colloquy.commands.hear;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Where somebody speaks in a file, in samples of 16 kHz. A file may be longer than an int can count. In the report it
 * is {@code [from, to]}.
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"from", "to"})
record SpeechInFile(long from, long to) {}
