/** Lets each chunk in once, however often it is sent, and accounts for every record. */
package io.colloquy.operators.core.deduplicate;
