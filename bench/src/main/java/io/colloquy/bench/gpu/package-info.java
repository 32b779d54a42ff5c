/** What a GPU hears a second with a recogniser of a real one's size, and how many cores it takes to feed it. */
package io.colloquy.bench.gpu;
