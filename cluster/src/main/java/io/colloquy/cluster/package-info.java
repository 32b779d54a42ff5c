/**
 * A Flink cluster and the servers that it needs, on one machine, as processes of their own: from Maven's jars, with the
 * configuration of the repository. They outlive who has started them.
 */
package io.colloquy.cluster;
