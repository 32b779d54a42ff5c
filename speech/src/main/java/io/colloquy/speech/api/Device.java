package io.colloquy.speech.api;

import io.colloquy.settings.SettingsException;
import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where models are to run, as the setting {@code models.device} says it.
 *
 * @param index of the GPU; empty where the machine is to say which
 */
public record Device(Kind kind, OptionalIndex index) implements Serializable {
    static final String KEY = "models.device";
    private static final Pattern TEXT = Pattern.compile("(auto|cpu)|(cuda|tensorrt)(?::(\\d{1,3}))?");

    /** What runs them. */
    public enum Kind {
        /** CUDA where it can be had, else the processor. */
        AUTO,
        CPU,
        CUDA,
        TENSORRT
    }

    /** A number that may be missing: {@link OptionalInt} can't travel. */
    public record OptionalIndex(int value) implements Serializable {
        static final OptionalIndex NONE = new OptionalIndex(-1);

        /** The number, or that of the machine, or 0. */
        public int or(OptionalInt assigned) {
            return value >= 0 ? value : assigned.orElse(0);
        }
    }

    public static final Device AUTO = new Device(Kind.AUTO, OptionalIndex.NONE);
    public static final Device CPU = new Device(Kind.CPU, OptionalIndex.NONE);

    /** @throws SettingsException where the text names no device */
    public static Device parse(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches())
            throw new SettingsException(KEY, "'" + text + "' is no device; write auto, cpu, cuda:0 or tensorrt:0");
        if (matcher.group(1) != null) return matcher.group(1).equals("cpu") ? CPU : AUTO;
        String number = matcher.group(3);
        Kind kind = Kind.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        return new Device(kind, number == null ? OptionalIndex.NONE : new OptionalIndex(Integer.parseInt(number)));
    }

    /** As it is written. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return index.value() < 0 ? name : name + ":" + index.value();
    }
}
