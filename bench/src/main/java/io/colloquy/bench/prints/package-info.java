/** How well sounds are known by their prints: what is the same, and what is not, at the thresholds that the job uses. */
package io.colloquy.bench.prints;
