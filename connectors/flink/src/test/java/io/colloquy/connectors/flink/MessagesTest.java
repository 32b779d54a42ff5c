package io.colloquy.connectors.flink;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators does so without reflection at run time. */
class MessagesTest {

    @ParameterizedTest
    @ValueSource(classes = {RawRecord.class, DeadLetter.class, Revision.class, ConversationEvent.class})
    void travelsWithoutKryo(Class<?> message) {
        assertSerializedAsPojoWithoutKryo(message);
    }

    @Test
    void revisionArrivesAsItLeft() throws IOException {
        StreamId stream = new StreamId("device", "owner");
        Revision revision = RevisionBuilder.revision(stream, 3, 4)
                .buckets(0, 2)
                .utterance("u", "c", 1, 2, "hello")
                .removesUtterance("v", "d")
                .conversation("c", 1, 2, "S1", "S2")
                .removesConversation("d", 1, 2)
                .day(0, 5, 1)
                .build();

        assertThat(travelled(Revision.class, revision)).isEqualTo(revision);
        for (ConversationEvent event : ConversationEvents.of(revision)) {
            assertThat(travelled(ConversationEvent.class, event)).isEqualTo(event);
        }
    }

    @Test
    void recordArrivesWithoutKeyAndValue() throws IOException {
        RawRecord tombstone = new RawRecord(null, null, new Origin("audio-chunks", 1, 2), 3);

        assertThat(travelled(RawRecord.class, tombstone)).isEqualTo(tombstone);
    }

    private static <T> T travelled(Class<T> type, T message) throws IOException {
        TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(message, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
