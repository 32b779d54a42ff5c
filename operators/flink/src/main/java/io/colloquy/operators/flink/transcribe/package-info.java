/** Transcription as an operator that waits for the models without a thread for each clip. */
package io.colloquy.operators.flink.transcribe;
