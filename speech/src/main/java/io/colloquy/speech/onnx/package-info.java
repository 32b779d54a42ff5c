/**
 * Models in onnxruntime, one class for each model family: {@link io.colloquy.speech.onnx.SileroVad}, {@link
 * io.colloquy.speech.onnx.NemoCtcRecognizer}, {@link io.colloquy.speech.onnx.NemoTransducerRecognizer}, {@link
 * io.colloquy.speech.onnx.SpeakerEmbeddingModel}. Each turns samples into features, runs its files and reads what they
 * give. What runs when, and in which batch, is not decided here.
 *
 * <p>Model files are those that sherpa-onnx loads; their own metadata and declared shapes say how they want to be fed.
 */
package io.colloquy.speech.onnx;
