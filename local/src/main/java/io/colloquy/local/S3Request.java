package io.colloquy.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request to S3 without a body, signed the elder way (version 2), which takes a few lines.
 *
 * @param path begins with a slash; a bucket and a key, or nothing more
 */
record S3Request(String method, URI endpoint, String path) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** One for all: each has threads of its own, and who waits for a server asks often. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String ALGORITHM = "HmacSHA1";
    private static final String DATE = "x-amz-date";

    /** Returns the status of the answer: 403 where the server does not take these keys. */
    int send(S3Keys keys) throws IOException, InterruptedException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String signed = method + "\n\n\n\n" + DATE + ":" + date + "\n" + path;
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(PATIENCE)
                .header(DATE, date)
                .header("Authorization", "AWS " + keys.accessKey() + ":" + signature(signed, keys.secretKey()))
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String signature(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
