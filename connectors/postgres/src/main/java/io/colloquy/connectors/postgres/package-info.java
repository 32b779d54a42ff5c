/**
 * The tables of the schema {@code colloquy}, by plain JDBC: brought up to date by {@link
 * io.colloquy.connectors.postgres.Migrations}, written by {@link io.colloquy.connectors.postgres.ConversationWriter},
 * read by {@link io.colloquy.connectors.postgres.ConversationReader}.
 */
package io.colloquy.connectors.postgres;
