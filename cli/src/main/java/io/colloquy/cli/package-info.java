/**
 * The command line without its commands: the main class, the options, report and exit codes that all commands share. It
 * finds commands by {@link java.util.ServiceLoader}.
 *
 * <p>This module lies below those that bring commands, because a command extends {@link
 * io.colloquy.cli.ReportingCommand} and is named in {@code META-INF/services} of its own module; none is named here. So
 * a command drags along only the module that owns its work: what users run in production (send, hear, ledger) has
 * neither the embedded servers of {@code up} nor the benchmarks on its class path.
 */
package io.colloquy.cli;
