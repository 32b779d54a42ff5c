/** The accounts of devices and days, for a person and for a script. */
package io.colloquy.commands.ledger;
