/** The constants of the definition as savepoints keep them, so that a job with others says so. */
package io.colloquy.operators.core.definition;
