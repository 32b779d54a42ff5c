/** The constants of the definition, as savepoints keep them. A job with other constants refuses to go on. */
package io.colloquy.operators.core.definition;
