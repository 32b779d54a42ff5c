package io.colloquy.connectors.flink;

import io.colloquy.connectors.postgres.ConversationWriter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.schemas.Definition;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of the Postgres sink.
 *
 * @param conversationGap how far from its anchor a retired id may still lead to a conversation
 * @param maxDelay how long a revision waits, at most, for others to share its transaction
 * @param maxRows when so many rows wait, they are written at once
 * @param retryFor how long the writer retries after errors that may pass, before the job fails and restarts
 */
public record PostgresSinkSettings(Duration conversationGap, Duration maxDelay, int maxRows, Duration retryFor)
        implements Serializable {

    public PostgresSinkSettings {
        if (conversationGap.isNegative() || maxDelay.isNegative() || retryFor.isNegative() || maxRows < 1) {
            throw new IllegalArgumentException("conversation-gap, delays and rows of the Postgres sink are positive");
        }
    }

    /** The definition's gap, and what suits a sink. */
    public static PostgresSinkSettings of(Definition definition) {
        return new PostgresSinkSettings(
                definition.conversationGap(), Duration.ofMillis(100), 5_000, Duration.ofSeconds(60));
    }

    ConversationWriter writer(PostgresSettings postgres) {
        return new ConversationWriter(postgres, conversationGap, retryFor);
    }
}
