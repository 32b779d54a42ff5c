/** The whole job with models that answer at once, against its source alone. */
package io.colloquy.bench.topology;
