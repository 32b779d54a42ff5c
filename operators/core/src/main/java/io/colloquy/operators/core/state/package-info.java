/** How state is laid out: formats with an id and versions, formats of keys, and maps that are read entry by entry. */
package io.colloquy.operators.core.state;
