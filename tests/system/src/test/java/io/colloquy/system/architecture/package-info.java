/** What may know what, over the classes of all modules. */
package io.colloquy.system.architecture;
