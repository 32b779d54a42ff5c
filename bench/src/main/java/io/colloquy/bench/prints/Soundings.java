package io.colloquy.bench.prints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that sounds in files of one kind. */
final class Soundings {
    private static final int TRIES = 1_000;

    private final List<Sounding> all;
    private final Map<String, List<Sounding>> byVoice;

    Soundings(List<Sounding> all) {
        this.all = List.copyOf(all);
        this.byVoice = all.stream()
                .collect(Collectors.groupingBy(sounding -> sounding.file().voice(), TreeMap::new, Collectors.toList()));
    }

    /**
     * Reads WAV, FLAC and Ogg Opus files of a folder and of those in it.
     *
     * @return by kind
     */
    static Map<String, Soundings> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(PrintedFile::isSound).sorted().toList();
        }
        Map<String, List<Sounding>> found = files.parallelStream()
                .flatMap(file -> soundings(folder, file).stream())
                .collect(Collectors.groupingBy(sounding -> sounding.file().kind(), TreeMap::new, Collectors.toList()));
        Map<String, Soundings> kinds = new TreeMap<>();
        found.forEach((kind, list) -> kinds.put(kind, new Soundings(list)));
        return kinds;
    }

    private static List<Sounding> soundings(Path root, Path file) {
        try {
            return Sounding.of(PrintedFile.read(root, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        return all.size();
    }

    double minutes() {
        return all.stream().mapToInt(Sounding::frames).sum() / 3_000.0;
    }

    /** One that is so long; null if chance finds none. */
    Sounding any(Random random, int frames) {
        return any(all, random, frames);
    }

    /** One that is so long, of another file. @param sameVoice whether it must be of the same voice */
    Sounding other(Sounding than, boolean sameVoice, int frames, Random random) {
        List<Sounding> some = sameVoice ? byVoice.get(than.file().voice()) : all;
        for (int i = 0; i < TRIES; i++) {
            Sounding other = any(some, random, frames);
            if (other == null || !other.file().name().equals(than.file().name())) return other;
        }
        return null;
    }

    private static Sounding any(List<Sounding> some, Random random, int frames) {
        for (int i = 0; i < TRIES; i++) {
            Sounding one = some.get(random.nextInt(some.size()));
            if (one.frames() >= frames) return one;
        }
        return null;
    }

    /** Some of them, each once, in the order of chance. */
    List<Sounding> some(Random random, int most) {
        List<Sounding> some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(most, some.size()));
    }
}
