package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What an S3 of this machine is made of. Of the same three, a server starts again with what an earlier one was given.
 *
 * @param folder holds the buckets, a folder each, in which an object is a file
 * @param port of the loopback interface
 * @param keys those that requests must be signed with
 */
public record S3Storage(Path folder, int port, S3Keys keys) {
    /** S3Proxy does not look at the region that a request is signed for, but the clients must have one. */
    private static final String REGION = "us-east-1";

    /** So many that servers which start at the same time hardly choose the same. */
    private static final int FIRST_PORT = 10_000;

    private static final int PORTS = 20_000;
    private static final String OBJECTS = "objects";
    private static final String PROPERTIES = "s3proxy.properties";
    private static final String OWN = "rw-------";

    public S3Storage {
        folder = folder.toAbsolutePath();
    }

    /**
     * At a free port, with keys that nobody else has. The port is none of those that connections get: while the server
     * is down, a client that tries to connect could be given the very port, and be its own server.
     */
    public static S3Storage in(Path folder) {
        int port = FIRST_PORT + new SecureRandom().nextInt(PORTS);
        return new S3Storage(folder, Port.preferred(port).claim(), S3Keys.random());
    }

    /** Where clients find it. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Options by which Flink's file system for {@code s3://} finds it. The keys are no options: command lines show. */
    public Map<String, String> flinkOptions() {
        return Map.of(
                "s3.endpoint.value",
                endpoint().toString(),
                "s3.endpoint.region",
                REGION,
                "s3.path-style-access",
                "true");
    }

    /** Variables of its environment by which a client of S3, Flink's among them, finds the keys. */
    public Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", keys.accessKey(), "AWS_SECRET_ACCESS_KEY", keys.secretKey());
    }

    /**
     * Makes it where it is missing, whether a server runs or not. A file that is put into its folder is no whole object:
     * it has no ETag, and Flink's file system wants one.
     */
    public void makeBucket(String name) throws IOException {
        Files.createDirectories(bucket(name));
    }

    /** The keys of all objects of a bucket, in order, whether a server runs or not. */
    public List<String> objects(String bucket) throws IOException {
        Path root = bucket(bucket);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // a file that went away while they were listed, among others
        }
    }

    /** Whether a server for it answers: one that takes the keys, which another at the same port does not. */
    public boolean isServed() throws InterruptedException {
        try {
            return new S3Request("GET", endpoint(), "/").send(keys) == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private Path bucket(String name) {
        return folder.resolve(OBJECTS).resolve(name);
    }

    /**
     * The command line of a server for it. The keys are not in it but in a file that only this user can read.
     *
     * @throws EnvironmentException where the build has not put the server there
     */
    public List<String> command() throws IOException {
        Files.createDirectories(folder.resolve(OBJECTS));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString(),
                "--properties",
                properties().toString());
    }

    private Path properties() throws IOException {
        Path file = folder.resolve(PROPERTIES);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWN)));
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", endpoint().toString());
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", keys.accessKey());
        properties.setProperty("s3proxy.credential", keys.secretKey());
        properties.setProperty("jclouds.provider", "filesystem-nio2");
        properties.setProperty(
                "jclouds.filesystem.basedir", folder.resolve(OBJECTS).toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    /** The build puts it beside the folder of these classes, or beside the jar that was made of them. */
    private static Path jar() {
        try {
            Path own = Path.of(S3Storage.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = own.resolveSibling("servers").resolve("s3proxy.jar");
            if (Files.isReadable(jar)) return jar;
            throw new EnvironmentException("there is no " + jar + "; build it: mvn process-classes -pl local -am");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
