/** The whole job on a MiniCluster, with made-up sources and collecting sinks. */
package io.colloquy.system.topology;
