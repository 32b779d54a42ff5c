/** How state is laid out: formats with an id and versions, keys, and maps of which one entry is read at a time. */
package io.colloquy.operators.core.state;
