/** What the commands share that work with a system which runs elsewhere, or in another process on this machine. */
package io.colloquy.commands;
