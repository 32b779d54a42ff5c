/** What a savepoint of the job holds: the operators by uid, their states, and the format of each. */
package io.colloquy.operators.core.registry;
