package io.colloquy.operators.stitch;

import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.message.MessageForm;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.operators.stitch.HearRequest.MissingPiece;
import io.colloquy.schemas.Piece;
import java.util.List;

/** How requests to hear travel. */
public final class HearRequestForm extends MessageForm<HearRequest> {
    private static final long serialVersionUID = 1L;

    private static final Codec<HearRequest> CODEC = new HearRequestCodec();

    @Override
    public Class<HearRequest> type() {
        return HearRequest.class;
    }

    @Override
    public Codec<HearRequest> codec() {
        return CODEC;
    }

    @Override
    public byte[] audio(HearRequest request) {
        return request.pcm();
    }

    @Override
    public HearRequest withAudio(HearRequest request, byte[] pcm) {
        return new HearRequest(
                request.stream(),
                request.take(),
                request.start(),
                request.origins(),
                pcm,
                request.missing(),
                request.lost());
    }

    private static final class HearRequestCodec implements Codec<HearRequest> {
        private static final Codec<List<MissingPiece>> MISSING = new Missing().list();

        @Override
        public void write(HearRequest request, EntryWriter out) {
            MessageCodecs.STREAM.write(request.stream(), out);
            out.digest(request.take());
            out.difference(request.start());
            MessageCodecs.ORIGINS.write(request.origins(), out);
            MISSING.write(request.missing(), out);
            MessageCodecs.MAYBE_TEXT.write(request.lost(), out);
        }

        @Override
        public HearRequest read(EntryReader in) {
            return new HearRequest(
                    MessageCodecs.STREAM.read(in),
                    in.digest(),
                    in.difference(),
                    MessageCodecs.ORIGINS.read(in),
                    null,
                    MISSING.read(in),
                    MessageCodecs.MAYBE_TEXT.read(in));
        }
    }

    private static final class Missing implements Codec<MissingPiece> {
        private static final Codec<Piece> PIECE = new PieceCodec();

        @Override
        public void write(MissingPiece missing, EntryWriter out) {
            PIECE.write(missing.piece(), out);
            CommonCodecs.ORIGIN.write(missing.origin(), out);
            out.number(missing.at());
        }

        @Override
        public MissingPiece read(EntryReader in) {
            return new MissingPiece(PIECE.read(in), CommonCodecs.ORIGIN.read(in), in.integer());
        }
    }
}
