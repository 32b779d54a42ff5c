package io.colloquy.operators.core.definition;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.StateCodec;

/**
 * One constant of the definition that state was computed by.
 *
 * @param key the name of its setting
 * @param value as text
 */
public record KeptConstant(String key, String value) {
    /** How constants are kept. */
    public static final StateCodec<KeptConstant> CODEC = StateCodec.of("definition-constant", new KeptConstantLayout());

    private record KeptConstantLayout() implements Layout<KeptConstant> {
        @Override
        public void write(KeptConstant constant, EntryWriter out) {
            out.text(constant.key);
            out.text(constant.value);
        }

        @Override
        public KeptConstant read(EntryReader in) {
            return new KeptConstant(in.text(), in.text());
        }
    }
}
