/** What becomes of the same recordings, delivered in every way that devices have, in three ways of making a log. */
package io.colloquy.bench.arrival;
