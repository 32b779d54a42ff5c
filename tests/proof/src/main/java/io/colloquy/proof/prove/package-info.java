/** {@code colloquy prove}: invents cases at random, counts them, and makes what fails as small as it can. */
package io.colloquy.proof.prove;
