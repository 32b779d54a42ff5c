/** Tests of whole systems: more than one module at work, with real servers, or over the whole repository. */
package io.colloquy.system;
