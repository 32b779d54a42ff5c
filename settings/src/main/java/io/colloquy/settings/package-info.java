/**
 * Settings by their dotted keys, from a file and from overrides on top of it. Each component takes its own typed record
 * out of a {@link io.colloquy.settings.SettingsReader}, so that a command reads only what it needs.
 */
package io.colloquy.settings;
