/** The submitted jar, on a Flink of several processes and in containers. */
package io.colloquy.system.cluster;
