/** What a late chunk costs by the history that it comes into, and beside Flink's session windows. */
package io.colloquy.bench.assemble;
