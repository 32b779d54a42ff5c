/** Who is who: {@link io.colloquy.speech.diarization.VoiceClustering} groups voices by their speaker embeddings. */
package io.colloquy.speech.diarization;
