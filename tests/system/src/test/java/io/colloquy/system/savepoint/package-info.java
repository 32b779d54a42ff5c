/** The savepoint that lies in the repository: each build goes on from it. */
package io.colloquy.system.savepoint;
