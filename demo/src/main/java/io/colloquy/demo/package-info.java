/** The demo: recordings whose truth is known, sent as devices would send them at their worst, and the result scored. */
package io.colloquy.demo;
