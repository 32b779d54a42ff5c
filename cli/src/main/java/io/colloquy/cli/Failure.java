package io.colloquy.cli;

import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;

/** An exception as the person and the script see it. */
public record Failure(String message, int exitCode) {
    private static final List<Class<? extends Exception>> OF_THE_MACHINE =
            List.of(EnvironmentException.class, IOException.class, UncheckedIOException.class, SQLException.class);

    /** The usage or a setting is wrong; the exception's message says it all. */
    public static Failure ofUsage(Exception thrown) {
        return new Failure(thrown.getMessage(), ExitCode.USAGE);
    }

    /** @param machine which exceptions tell of this machine or a server, besides those of Java itself */
    public static Failure of(Exception thrown, List<Class<? extends Exception>> machine) {
        if (thrown instanceof SettingsException || thrown instanceof ParameterException) return ofUsage(thrown);
        if (thrown instanceof EnvironmentException) return new Failure(thrown.getMessage(), ExitCode.ENVIRONMENT);
        List<Class<? extends Exception>> all = new ArrayList<>(OF_THE_MACHINE);
        all.addAll(machine);
        boolean environment = causes(thrown).anyMatch(cause -> all.stream().anyMatch(type -> type.isInstance(cause)));
        return new Failure(describe(thrown), environment ? ExitCode.ENVIRONMENT : ExitCode.WRONG);
    }

    private static String describe(Exception thrown) {
        Throwable root = causes(thrown).reduce((outer, inner) -> inner).orElse(thrown);
        return root == thrown ? thrown.toString() : thrown.getMessage() + " (" + root + ")";
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
