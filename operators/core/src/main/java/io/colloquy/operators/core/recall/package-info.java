/** Puts audio back into clips whose sound is no longer kept: it is fetched from Kafka again. */
package io.colloquy.operators.core.recall;
