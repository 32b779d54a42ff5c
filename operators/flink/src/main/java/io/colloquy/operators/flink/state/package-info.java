/** The core's formats as Flink's serializers and state handles, under names that no class name is part of. */
package io.colloquy.operators.flink.state;
