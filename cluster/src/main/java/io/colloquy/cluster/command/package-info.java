/** The command {@code cluster}: it starts, shows and stops a cluster of processes, and submits the job to it. */
package io.colloquy.cluster.command;
