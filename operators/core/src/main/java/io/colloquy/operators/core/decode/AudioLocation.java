package io.colloquy.operators.core.decode;

/**
 * A place in storage, decoded and normalised.
 *
 * @param scheme {@code s3} or {@code file}
 * @param bucket empty for {@code file}
 * @param path absolute, without {@code .}, {@code ..}, empty or escaped segments
 * @param prefix the configured folder that it lies under: in the same bucket, written as {@code path} is
 */
public record AudioLocation(String scheme, String bucket, String path, String prefix) {

    /** A URI without escapes. */
    @Override
    public String toString() {
        return scheme + "://" + bucket + path;
    }
}
