package io.colloquy.samples;

import java.util.Arrays;
import java.util.Random;

/** Damage as broken storage and hostile senders do it. */
public final class Mutations {
    private static final int HEADER = 200;
    private static final int MOST_CHANGES = 8;

    private Mutations() {}

    /** A few bytes changed, anywhere or near the start; then perhaps a stretch repeated, or the end cut off. */
    public static byte[] mutate(byte[] bytes, Random random) {
        return mutate(bytes, random, 1 + random.nextInt(MOST_CHANGES));
    }

    /** So many bytes changed, anywhere or near the start; then perhaps a stretch repeated, or the end cut off. */
    public static byte[] mutate(byte[] bytes, Random random, int changes) {
        byte[] mutated = bytes.clone();
        int reach = random.nextBoolean() ? mutated.length : Math.min(mutated.length, HEADER);
        for (int i = 0; i < changes; i++) mutated[random.nextInt(reach)] = (byte) random.nextInt();
        switch (random.nextInt(4)) {
            case 0 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length));
            case 1 -> {
                int from = random.nextInt(mutated.length);
                int length = random.nextInt(mutated.length - from);
                System.arraycopy(bytes, from, mutated, random.nextInt(mutated.length - length), length);
            }
            default -> {}
        }
        return mutated;
    }
}
