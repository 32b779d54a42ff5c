package io.colloquy.operators.core;

import java.util.function.Consumer;
import java.util.function.Function;

/** A value of one of two kinds, handled so that the compiler sees that neither is left out. */
public interface Either<A, B> {

    /** Applies the function for what it is. */
    <R> R match(Function<A, R> first, Function<B, R> second);

    /** Gives it to the one that takes such. */
    default void when(Consumer<A> first, Consumer<B> second) {
        Runnable action = match(one -> () -> first.accept(one), other -> () -> second.accept(other));
        action.run();
    }
}
