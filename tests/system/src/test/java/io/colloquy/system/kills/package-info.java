/** Whole processes that are killed at bad moments, and started again. */
package io.colloquy.system.kills;
