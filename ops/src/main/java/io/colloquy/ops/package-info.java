/** What is done to a cluster that runs, by Flink's REST: savepoints, rescaling, replays. */
package io.colloquy.ops;
