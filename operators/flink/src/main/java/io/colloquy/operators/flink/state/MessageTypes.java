package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the messages between operators, and of the key of their state. */
public final class MessageTypes {
    public static final TypeInformation<StreamId> STREAM = FormatType.of(StreamId.class, Keys.STREAM);
    public static final TypeInformation<Arrival> ARRIVAL = FormatType.of(Arrival.class, Arrival.CODEC);
    public static final TypeInformation<AudioPart> PART = FormatType.of(AudioPart.class, AudioPart.CODEC);
    public static final TypeInformation<StitchInput> STITCH_INPUT = FormatType.of(StitchInput.class, StitchInput.CODEC);
    public static final TypeInformation<UtteranceChange> UTTERANCE_CHANGE =
            FormatType.of(UtteranceChange.class, UtteranceChange.CODEC);
    public static final TypeInformation<ClipRequest> CLIP_REQUEST = FormatType.of(ClipRequest.class, ClipRequest.CODEC);
    public static final TypeInformation<ClipResult> CLIP_RESULT = FormatType.of(ClipResult.class, ClipResult.CODEC);
    public static final TypeInformation<AccountEntry> ACCOUNT_ENTRY =
            FormatType.of(AccountEntry.class, AccountEntry.CODEC);
    public static final TypeInformation<AssemblyInput> ASSEMBLY_INPUT =
            FormatType.of(AssemblyInput.class, AssemblyInput.CODEC);
    public static final TypeInformation<RejectedRecord> REJECTED_RECORD =
            FormatType.of(RejectedRecord.class, RejectedRecord.CODEC);

    private MessageTypes() {}
}
