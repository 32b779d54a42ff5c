package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.ChunkKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Layout of the fragments below a tree node. A time is written as what lies between it and the one before; a model as
 * its number once it was named.
 */
public final class ChildFragmentsLayout implements Layout<ChildFragments> {
    @Override
    public void write(ChildFragments children, EntryWriter out) {
        FragmentLayout fragments = new FragmentLayout();
        for (List<ConversationFragment> child : children.children()) {
            out.number(child.size());
            for (ConversationFragment fragment : child) fragments.write(fragment, out);
        }
    }

    @Override
    public ChildFragments read(EntryReader in) {
        FragmentLayout fragments = new FragmentLayout();
        List<List<ConversationFragment>> children = new ArrayList<>(TreeNode.CHILDREN);
        for (int i = 0; i < TreeNode.CHILDREN; i++) {
            int count = in.integer();
            List<ConversationFragment> child = new ArrayList<>();
            for (int j = 0; j < count; j++) child.add(fragments.read(in));
            children.add(child);
        }
        return new ChildFragments(children);
    }

    /** For one entry: a fragment's times are written by the one's before. */
    private static final class FragmentLayout implements Layout<ConversationFragment> {
        private static final Layout<List<KeptVoice>> VOICES = KeptVoice.LAYOUT.list();

        private long end;

        @Override
        public void write(ConversationFragment fragment, EntryWriter out) {
            out.difference(fragment.start() - end);
            out.difference(fragment.end() - fragment.start());
            end = fragment.end();
            out.flag(fragment.continues());
            out.flag(fragment.continued());
            if (!fragment.continues()) out.repeated(fragment.anchor(), CommonLayouts.CHUNK);
            out.number(fragment.models().size());
            for (String model : fragment.models()) out.repeated(model, CommonLayouts.TEXT);
            VOICES.write(fragment.voices(), out);
        }

        @Override
        public ConversationFragment read(EntryReader in) {
            long start = end + in.difference();
            end = start + in.difference();
            boolean continues = in.flag();
            boolean continued = in.flag();
            ChunkKey anchor = continues ? null : in.repeated(CommonLayouts.CHUNK);
            String[] models = new String[in.count()];
            for (int i = 0; i < models.length; i++) models[i] = in.repeated(CommonLayouts.TEXT);
            return new ConversationFragment(start, end, continues, continued, anchor, List.of(models), VOICES.read(in));
        }
    }
}
