/**
 * Speech inference, without Flink. {@link io.colloquy.speech.SpeechRuntime} holds the models of a process: a {@link
 * io.colloquy.speech.VoiceActivityDetector} for parts and a {@link io.colloquy.speech.Hearer} for clips (mel frames on
 * their own threads → batches of one padded length → words, and a voiceprint each). {@link
 * io.colloquy.speech.VoiceClustering} says who is who among voiceprints.
 *
 * <p>Audio is 16 kHz mono. Model files are those that sherpa-onnx loads; their own metadata and declared shapes say how
 * they want to be fed.
 */
package io.colloquy.speech;
