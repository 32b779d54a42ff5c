package io.colloquy.cli;

import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. Java has no other way to them than {@code sun.misc.Signal}, which is there in every
 * JDK, but may not be named without a warning of the compiler.
 */
final class Signals {

    private Signals() {}

    /**
     * Does this on a thread of its own whenever the signal comes, in place of what the JVM does. A signal that this
     * process was told to ignore stays ignored. Where the JVM lets nobody have the signal, all stays as it was.
     *
     * @param name without SIG
     */
    static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object actor = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), actor);
        } catch (ReflectiveOperationException e) {
            // as with java -Xrs
        }
    }
}
