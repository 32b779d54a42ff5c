/**
 * Makes conversations, speakers and day accounts of utterances and transcriptions, and publishes revisions of what
 * changed.
 */
package io.colloquy.operators.core.assemble;
