package io.colloquy.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs that come inside of jars are unpacked, once for all runs of this user, and run from. */
final class ProgramFolder {
    private static final String NAME = "colloquy";

    private final Map<String, String> environment;
    private final String home;

    /**
     * @param environment variables of this process
     * @param home as the system knows it; it need not exist
     */
    ProgramFolder(Map<String, String> environment, String home) {
        this.environment = environment;
        this.home = home;
    }

    /**
     * A folder that is safe to run programs from: in this user's cache or, for a user without a home, in the data
     * directory.
     *
     * @throws EnvironmentException where another user could change what lies in it
     */
    static Path of(DataDirectory data) {
        return of(data.root());
    }

    static Path of(Path data) {
        return new ProgramFolder(System.getenv(), System.getProperty("user.home")).in(data);
    }

    Path in(Path data) {
        return PrivateFolder.at(cache().map(cache -> cache.resolve(NAME)).orElse(data.resolve("programs")));
    }

    /** XDG_CACHE_HOME counts where it is absolute, as its specification says. */
    private Optional<Path> cache() {
        return absolute(environment.get("XDG_CACHE_HOME")).or(this::ownHome);
    }

    /** With sudo, HOME may be another user's: what root runs must not lie there. */
    private Optional<Path> ownHome() {
        long user = PrivateFolder.userId();
        return Stream.of(environment.get("HOME"), home)
                .filter(Objects::nonNull)
                .flatMap(path -> absolute(path).stream())
                .filter(path -> PrivateFolder.belongsTo(user, path) && Files.isWritable(path))
                .map(path -> path.resolve(".cache"))
                .findFirst();
    }

    private static Optional<Path> absolute(String path) {
        return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
    }
}
