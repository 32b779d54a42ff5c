/**
 * What others need to know of speech inference, and all that they should name: a {@link
 * io.colloquy.speech.api.VoiceActivityDetector} says where somebody speaks, a {@link
 * io.colloquy.speech.api.Transcriber} makes a {@link io.colloquy.speech.api.Transcription} of a clip: words, and a
 * {@link io.colloquy.speech.api.SpeakerEmbedding}. Values and interfaces only; nothing of onnxruntime.
 *
 * <p>Audio is 16 kHz mono PCM16, little-endian.
 */
package io.colloquy.speech.api;
