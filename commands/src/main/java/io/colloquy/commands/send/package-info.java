/** {@code colloquy send}: the reference producer on the command line. */
package io.colloquy.commands.send;
