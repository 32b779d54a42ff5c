/** Ours beside theirs: rounds of both, their ratio, and the limit that it is held to. */
package io.colloquy.bench.comparison;
