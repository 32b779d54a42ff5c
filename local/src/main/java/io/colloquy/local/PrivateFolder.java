package io.colloquy.local;

import com.sun.security.auth.module.UnixSystem;
import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder whose contents may be executed, because no other user can change them: it belongs to this user and is closed
 * to all others, and nobody else can put another folder into its place.
 */
final class PrivateFolder {
    private static final FileAttribute<?> CLOSED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int OPEN_TO_OTHERS = 0077;
    private static final int WRITABLE_BY_ALL = 0002;
    private static final int WRITABLE_BY_GROUP = 0020;
    /** In such a folder, as in /tmp, only its owner can replace an entry. */
    private static final int STICKY = 01000;

    private PrivateFolder() {}

    /**
     * Makes the folder where it is missing.
     *
     * @return its path without links, so that nobody can point it elsewhere after the check
     * @throws EnvironmentException where it can't be made, or another user could change what lies in it
     */
    static Path at(Path folder) {
        return at(folder, userId());
    }

    /** @param user the only one who may own it */
    static Path at(Path folder, long user) {
        try {
            Path real = Files.createDirectories(folder, CLOSED).toRealPath();
            checkParents(real, user);
            checkOwn(real, user);
            return real;
        } catch (IOException e) {
            throw new EnvironmentException("can't use the folder " + folder + ": " + e + "; " + elsewhere(), e);
        }
    }

    static long userId() {
        return new UnixSystem().getUid();
    }

    /** Whether it is there and belongs to that user. */
    static boolean belongsTo(long user, Path path) {
        try {
            return owner(path) == user;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whoever owns the root of the file system can replace any program anyway. In a container it may not be user 0. */
    private static void checkParents(Path real, long user) throws IOException {
        long machine = owner(real.getRoot());
        for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
            long owner = owner(parent);
            if (owner != user && owner != 0 && owner != machine) {
                throw unsafe(real, parent + " belongs to " + name(parent));
            }
            if (isWritableByOthers(parent)) {
                throw unsafe(real, parent + " is writable for other users (mode " + octal(parent) + ")");
            }
        }
    }

    private static void checkOwn(Path real, long user) throws IOException {
        if (owner(real) != user) {
            throw spoilt(real, "belongs to " + name(real));
        }
        if ((mode(real) & OPEN_TO_OTHERS) != 0) {
            throw spoilt(real, "is open to other users (mode " + octal(real) + ")");
        }
    }

    private static EnvironmentException unsafe(Path folder, String reason) {
        return new EnvironmentException(reason + ", so programs in " + folder + " could be replaced by others; "
                + elsewhere() + ", or change that");
    }

    private static EnvironmentException spoilt(Path folder, String reason) {
        return new EnvironmentException(folder + " " + reason + ", so programs in it may not be the ones that were put"
                + " there; remove it and start again, or " + elsewhere());
    }

    private static String elsewhere() {
        return "set XDG_CACHE_HOME to a folder of your own";
    }

    private static boolean isWritableByOthers(Path folder) throws IOException {
        int mode = mode(folder);
        boolean writable = (mode & WRITABLE_BY_ALL) != 0 || (mode & WRITABLE_BY_GROUP) != 0 && !hasPrivateGroup(folder);
        return writable && (mode & STICKY) == 0;
    }

    /**
     * On many systems each user has a group of the same number and no other members; a name alone may be any group's.
     */
    private static boolean hasPrivateGroup(Path folder) throws IOException {
        return number("gid", folder) == owner(folder);
    }

    private static long owner(Path path) throws IOException {
        return number("uid", path);
    }

    private static long number(String kind, Path path) throws IOException {
        return Integer.toUnsignedLong((int) Files.getAttribute(path, "unix:" + kind, LinkOption.NOFOLLOW_LINKS));
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static String octal(Path path) throws IOException {
        return String.format("%04o", mode(path) & 07777);
    }

    private static String name(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
    }
}
