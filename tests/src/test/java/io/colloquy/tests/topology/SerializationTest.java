package io.colloquy.tests.topology;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.admit.Reach;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.assemble.core.DayAccount;
import io.colloquy.operators.assemble.core.Progress;
import io.colloquy.operators.assemble.core.Unpublished;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.LiveChange;
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
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators or lies in state is told to Flink field by field: Kryo's form can't be evolved. */
class SerializationTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                RawRecord.class,
                DeadLetter.class,
                Arrival.class,
                Part.class,
                Refusal.class,
                Account.class,
                DetectedPart.class,
                SourceRestated.class,
                StitchEvent.class,
                LiveChange.class,
                LiveUtterance.class,
                HearRequest.class,
                Heard.class,
                AssemblyEvent.class,
                Revision.class,
                ConversationEvent.class
            })
    void messageNeedsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
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
