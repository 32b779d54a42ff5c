/** The core's formats as Flink's serializers and state handles. Savepoints know them by ids, not by class names. */
package io.colloquy.operators.flink.state;
