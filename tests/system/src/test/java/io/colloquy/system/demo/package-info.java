/** The demo as a person runs it. */
package io.colloquy.system.demo;
