/** The topology on one page, its settings, and the main class of the jar that is submitted to a cluster. */
package io.colloquy.jobs;
