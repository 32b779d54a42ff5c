package io.colloquy.operators.core.decode;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which places in storage an {@code audio_uri} may name: those under a configured folder, after escapes are undone and
 * {@code ..} is followed. A path that is still escaped then, or that can be read in two ways, is rejected: another
 * program along the way might undo the escapes once more.
 */
public final class AudioPrefixes {
    /** The longest key that S3 takes. */
    private static final int MAX_PATH_BYTES = 1024;

    private final List<AudioLocation> prefixes;

    /** @throws IllegalArgumentException for a prefix that is no {@code s3://bucket/…} or {@code file:///…} */
    public AudioPrefixes(List<String> prefixes) {
        this.prefixes = prefixes.stream().map(AudioPrefixes::prefix).toList();
    }

    /** The configured folders. */
    public List<AudioLocation> folders() {
        return prefixes;
    }

    /** @throws RejectedException {@code uri_forbidden} */
    public AudioLocation resolve(String audioUri) throws RejectedException {
        if (prefixes.isEmpty()) AudioStore.NONE.fetch(audioUri);
        AudioLocation location;
        try {
            location = parse(audioUri);
        } catch (IllegalArgumentException e) {
            throw forbidden(e.getMessage());
        }
        for (AudioLocation prefix : prefixes) {
            boolean sameStore =
                    prefix.scheme().equals(location.scheme()) && prefix.bucket().equals(location.bucket());
            if (sameStore && location.path().startsWith(folder(prefix.path()))) {
                return new AudioLocation(location.scheme(), location.bucket(), location.path(), prefix.path());
            }
        }
        throw forbidden("lies under none of the configured prefixes");
    }

    private static RejectedException forbidden(String problem) {
        return RejectedException.of(Reason.URI_FORBIDDEN, "audio_uri " + problem);
    }

    private static AudioLocation prefix(String text) {
        AudioLocation prefix = parse(text);
        return new AudioLocation(prefix.scheme(), prefix.bucket(), prefix.path(), prefix.path());
    }

    private static String folder(String path) {
        return path.equals("/") ? path : path + "/";
    }

    /** @throws IllegalArgumentException says what is wrong with it */
    private static AudioLocation parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URI", e);
        }
        String scheme = uri.getScheme();
        String bucket = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        require(uri.getRawPath() != null && !uri.isOpaque(), "names no path");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, "has a query or a fragment");
        boolean file = "file".equals(scheme) && bucket.isEmpty();
        boolean s3 = "s3".equals(scheme) && bucket.matches("[A-Za-z0-9._-]+");
        require(file || s3, "must be s3://bucket/… or file:///…");
        return new AudioLocation(scheme, bucket, normalised(decoded(uri.getRawPath())), "");
    }

    /** Follows {@code .} and {@code ..}. Several slashes become one, and a slash at the end goes. */
    private static String normalised(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                require(segments.pollLast() != null, "leads above the root");
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    /** {@link URI#getPath} would put replacement characters where the bytes are no UTF-8. */
    private static String decoded(String rawPath) {
        byte[] raw = rawPath.getBytes(StandardCharsets.UTF_8);
        require(raw.length <= MAX_PATH_BYTES, "is longer than " + MAX_PATH_BYTES + " bytes");
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put((byte) Integer.parseInt(rawPathByte(raw, i), 16));
                i += 2;
            } else {
                bytes.put(raw[i]);
            }
        }
        try {
            String path =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            boolean plain = path.chars().noneMatch(c -> c == '%' || c == '\\' || Character.isISOControl(c));
            require(plain, "is escaped twice, or has a backslash or a control character in it");
            return path;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has escapes that are not UTF-8", e);
        }
    }

    /** The two hexadecimal digits after a percent sign; {@link URI} has seen to it that there are two. */
    private static String rawPathByte(byte[] raw, int at) {
        return new String(raw, at + 1, 2, StandardCharsets.US_ASCII);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalArgumentException(otherwise);
    }
}
