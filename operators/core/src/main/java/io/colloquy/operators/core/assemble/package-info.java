/**
 * From utterances and transcriptions to conversations, speakers and day accounts; publishes revisions of what changed.
 */
package io.colloquy.operators.core.assemble;
