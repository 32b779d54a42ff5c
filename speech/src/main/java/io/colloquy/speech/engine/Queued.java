package io.colloquy.speech.engine;

import java.util.concurrent.CompletableFuture;

/**
 * An item on its way through a batcher.
 *
 * @param answer is completed by who runs it
 */
record Queued<I, O>(I item, CompletableFuture<O> answer) {}
