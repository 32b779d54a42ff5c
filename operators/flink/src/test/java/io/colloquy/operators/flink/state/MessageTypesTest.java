package io.colloquy.operators.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.AtHand;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What travels between operators or lies in state is written by hand, or told to Flink field by field: Kryo's form
 * can't be evolved.
 */
class MessageTypesTest {

    @ParameterizedTest
    @ValueSource(classes = {RawRecord.class, DeadLetter.class, Revision.class, ConversationEvent.class})
    void messageNeedsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    /** And a chained operator gets the message itself, for a copy would be a copy of its audio. */
    @Test
    void messageIsNeverCopiedOnItsWay() {
        for (TypeInformation<?> type : List.of(
                MessageTypes.ARRIVAL,
                MessageTypes.PART,
                MessageTypes.STITCH_INPUT,
                MessageTypes.UTTERANCE_CHANGE,
                MessageTypes.CLIP_REQUEST,
                MessageTypes.CLIP_RESULT,
                MessageTypes.ACCOUNT_ENTRY,
                MessageTypes.REJECTED_RECORD,
                MessageTypes.ASSEMBLY_INPUT)) {
            assertThat(type.createSerializer(new SerializerConfigImpl()).isImmutableType())
                    .isTrue();
        }
    }

    @Test
    void messagesArriveAsTheyLeft() throws IOException {
        StreamId stream = new StreamId("device", "owner");
        Digest digest = new Digest(1, -2, 3, -4);
        PartId id = new PartId(new ChunkKey(-5, digest), 6);
        Origin origin = new Origin("audio-chunks", 7, 8);
        Slice slice = new Slice(id, 9, 10);
        AudioPart part = new AudioPart(stream, id, Source.BACKFILL, 11, origin, -12, new byte[] {1, 2, 3, 4});
        StitchedUtterance utterance =
                new StitchedUtterance(digest, id.start(), 13, List.of(slice), Intervals.of(14, 15), -27);
        UtteranceChange change = new UtteranceChange(
                stream,
                new AnalysedPart(id, 16, true, false),
                List.of(new HiddenChange(id, Intervals.of(17, 18), Intervals.NONE)),
                List.of(utterance),
                List.of(utterance, utterance));
        Word word = new Word("word", -19, 20, Word.confidence(0.21));
        SpeakerEmbedding voice = new SpeakerEmbedding(new byte[] {22, -23});

        Rejection rejection = new Rejection("bad_json", "why");
        RawRecord record = new RawRecord(null, new byte[] {35}, origin, 36);
        arrivesAsItLeft(
                MessageTypes.REJECTED_RECORD,
                new RejectedRecord(new AtHand(record), rejection, RejectedRecord.Stage.DECODE, 37));
        arrivesAsItLeft(
                MessageTypes.REJECTED_RECORD,
                new RejectedRecord(new InKafka(stream, origin), rejection, RejectedRecord.Stage.DETECT, 38));
        arrivesAsItLeft(MessageTypes.PART, part);
        arrivesAsItLeft(MessageTypes.ARRIVAL, new Arrival.Decoded(part));
        arrivesAsItLeft(MessageTypes.ARRIVAL, new Arrival.Rejected(stream, origin, -24));
        arrivesAsItLeft(MessageTypes.STITCH_INPUT, StitchInput.of(new DetectedPart(part, Intervals.of(25, 26))));
        arrivesAsItLeft(MessageTypes.STITCH_INPUT, StitchInput.of(DetectedPart.failed(part, "broken")));
        arrivesAsItLeft(
                MessageTypes.STITCH_INPUT, StitchInput.of(stream, new SourceRestated(id.chunk(), 27, Source.LIVE)));
        arrivesAsItLeft(
                MessageTypes.CLIP_REQUEST,
                new ClipRequest(
                        stream,
                        digest,
                        -28,
                        List.of(origin),
                        new byte[] {29, 30},
                        List.of(new MissingSlice(slice, origin, 31)),
                        "lost"));
        arrivesAsItLeft(MessageTypes.ASSEMBLY_INPUT, AssemblyInput.of(change));
        arrivesAsItLeft(
                MessageTypes.ASSEMBLY_INPUT,
                AssemblyInput.of(new UtteranceChange(stream, null, List.of(), List.of(), List.of())));
        arrivesAsItLeft(
                MessageTypes.ASSEMBLY_INPUT,
                AssemblyInput.of(
                        new ClipResult(stream, digest, 32, List.of(origin), "m", List.of(word), voice, "failed")));
        arrivesAsItLeft(MessageTypes.ASSEMBLY_INPUT, AssemblyInput.of(AccountEntry.repeated(stream, -33, 34)));
    }

    private static <M> void arrivesAsItLeft(TypeInformation<M> type, M message) throws IOException {
        TypeSerializer<M> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(message, out);
        M arrived = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(arrived).usingRecursiveComparison().isEqualTo(message);

        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<M> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(snapshot.getCopyOfBuffer()), MessageTypesTest.class.getClassLoader());
        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }
}
