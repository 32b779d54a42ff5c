/** Stands in for the models, with answers that are known. */
package io.colloquy.proof.models;
