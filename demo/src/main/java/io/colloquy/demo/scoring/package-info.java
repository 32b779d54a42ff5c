/**
 * How right the found conversations are, against a truth that is known: pure functions that know the product by its
 * contracts alone.
 */
package io.colloquy.demo.scoring;
