package io.colloquy.local.cli;

import io.colloquy.jobs.SettingsException;
import io.colloquy.local.EnvironmentException;
import io.colloquy.local.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ParameterException;

/** An exception as the person and the script see it. */
record Failure(String message, int exitCode) {

    static Failure of(Exception thrown) {
        if (isOneOf(thrown, SettingsException.class, ParameterException.class, JobFailedException.class)) {
            return new Failure(thrown.getMessage(), ExitCode.USAGE);
        }
        if (isOneOf(thrown, EnvironmentException.class)) {
            return new Failure(thrown.getMessage(), ExitCode.ENVIRONMENT);
        }
        boolean environment = causes(thrown)
                .anyMatch(cause -> isOneOf(
                        cause,
                        EnvironmentException.class,
                        IOException.class,
                        UncheckedIOException.class,
                        SQLException.class,
                        KafkaException.class));
        return new Failure(describe(thrown), environment ? ExitCode.ENVIRONMENT : ExitCode.WRONG);
    }

    private static String describe(Exception thrown) {
        Throwable root = causes(thrown).reduce((outer, inner) -> inner).orElse(thrown);
        return root == thrown ? thrown.toString() : thrown.getMessage() + " (" + root + ")";
    }

    private static boolean isOneOf(Throwable thrown, Class<?>... types) {
        return Stream.of(types).anyMatch(type -> type.isInstance(thrown));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
