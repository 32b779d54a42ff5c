/** How soon the words of people who are still speaking are in the table. */
package io.colloquy.bench.live;
