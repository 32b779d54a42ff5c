/** Savepoints, and what is heard again from them, on a cluster of processes. */
package io.colloquy.system.replay;
