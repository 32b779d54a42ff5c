package io.colloquy.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.admit.Reach;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.assemble.core.DayAccount;
import io.colloquy.operators.assemble.core.Progress;
import io.colloquy.operators.assemble.core.Unpublished;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Arrival.Rejected;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.HearRequest.MissingPiece;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.LiveChange.AnalysedPart;
import io.colloquy.operators.stitch.LiveChange.CoverChange;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.operators.stitch.SourceRestated;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.operators.stitch.core.EdgeAudio;
import io.colloquy.operators.stitch.core.Extent;
import io.colloquy.operators.stitch.core.Waiting;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators or lies in state is told to Flink field by field: Kryo's form can't be evolved. */
class SerializationTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                RawRecord.class,
                DeadLetter.class,
                Refusal.class,
                Account.class,
                DetectedPart.class,
                SourceRestated.class,
                LiveChange.class,
                LiveUtterance.class,
                Heard.class,
                Revision.class,
                ConversationEvent.class
            })
    void messageNeedsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    /** And a chained operator gets the message itself, for a copy would be a copy of its audio. */
    @ParameterizedTest
    @ValueSource(classes = {Arrival.class, Part.class, StitchEvent.class, HearRequest.class, AssemblyEvent.class})
    void messageHasAFormOfItsOwn(Class<?> type) {
        TypeSerializer<?> serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer).isNotInstanceOf(PojoSerializer.class);
    }

    @Test
    void messagesArriveAsTheyLeft() throws IOException {
        StreamId stream = new StreamId("device", "owner");
        Digest digest = new Digest(1, -2, 3, -4);
        PartId id = new PartId(new ChunkKey(-5, digest), 6);
        Origin origin = new Origin("audio-chunks", 7, 8);
        Piece piece = new Piece(id, 9, 10);
        Part part = new Part(stream, id, Source.BACKFILL, 11, origin, -12, new byte[] {1, 2, 3, 4});
        LiveUtterance utterance = new LiveUtterance(digest, id.start(), 13, List.of(piece), List.of(14, 15));
        LiveChange change = new LiveChange(
                stream,
                new AnalysedPart(id, 16, true),
                List.of(new CoverChange(id, new int[] {17, 18}, new int[0])),
                List.of(utterance),
                List.of(utterance, utterance));
        Word word = new Word("word", -19, 20, Word.confidence(0.21));
        Voiceprint voice = new Voiceprint(new byte[] {22, -23});

        arrivesAsItLeft(Part.class, part);
        arrivesAsItLeft(Arrival.class, new Arrival(stream, part, null));
        arrivesAsItLeft(Arrival.class, new Arrival(stream, null, new Rejected(origin, -24)));
        arrivesAsItLeft(StitchEvent.class, StitchEvent.of(new DetectedPart(part, new int[] {25, 26})));
        arrivesAsItLeft(StitchEvent.class, StitchEvent.of(new DetectedPart(part, new int[0], "broken")));
        arrivesAsItLeft(StitchEvent.class, StitchEvent.of(stream, new SourceRestated(id.chunk(), 27, Source.LIVE)));
        arrivesAsItLeft(
                HearRequest.class,
                new HearRequest(
                        stream,
                        digest,
                        -28,
                        List.of(origin),
                        new byte[] {29, 30},
                        List.of(new MissingPiece(piece, origin, 31)),
                        "lost"));
        arrivesAsItLeft(AssemblyEvent.class, AssemblyEvent.of(change));
        arrivesAsItLeft(
                AssemblyEvent.class, AssemblyEvent.of(new LiveChange(stream, null, List.of(), List.of(), List.of())));
        arrivesAsItLeft(
                AssemblyEvent.class,
                AssemblyEvent.of(new Heard(stream, digest, 32, List.of(origin), "m", List.of(word), voice, "failed")));
        arrivesAsItLeft(AssemblyEvent.class, AssemblyEvent.of(Account.repeated(stream, -33, 34)));
    }

    private static <M> void arrivesAsItLeft(Class<M> type, M message) throws IOException {
        TypeSerializer<M> serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(message, out);
        M arrived = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(arrived).usingRecursiveComparison().isEqualTo(message);

        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<M> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(snapshot.getCopyOfBuffer()), type.getClassLoader());
        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StreamId.class,
                ChunkKey.class,
                PartId.class,
                Digest.class,
                Reach.class,
                EdgeAudio.class,
                Extent.class,
                Waiting.class,
                Progress.class,
                DayAccount.class,
                Unpublished.class
            })
    void stateNeedsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
