/**
 * Runs the models of a process. {@link io.colloquy.speech.engine.SpeechRuntime} loads each model once for all who use
 * it. A clip's features are computed on threads of their own; then the clip waits until enough of one padded length are
 * there, or for long enough, and runs with them in a batch.
 */
package io.colloquy.speech.engine;
