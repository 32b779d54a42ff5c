/** How fast this is beside a peer or a limit, measured on this machine; and the command {@code bench}. */
package io.colloquy.bench;
