/** The operators with real state, without a job around them: stopped, restored and rescaled. */
package io.colloquy.proof.harness;
