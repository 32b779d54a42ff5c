/** Assembly as an operator: its timers and metrics. */
package io.colloquy.operators.flink.assemble;
