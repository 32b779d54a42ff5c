/** Voice activity detection as an operator. */
package io.colloquy.operators.flink.detect;
