/** What benchmarks are fed with: years of talk, and models that answer at once. */
package io.colloquy.bench.load;
