/** What voice activity detection finds in a part. */
package io.colloquy.operators.core.detect;
