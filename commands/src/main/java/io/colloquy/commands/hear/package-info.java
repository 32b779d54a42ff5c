/** What the models make of sound files, without a job around them. */
package io.colloquy.commands.hear;
