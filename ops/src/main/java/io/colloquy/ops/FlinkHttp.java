package io.colloquy.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.EnvironmentException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests to Flink, and what is wrong with answers. */
final class FlinkHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "a-boundary-that-no-jar-holds";
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    /** Flink's main runs within a request: it makes topics and tables, and waits for servers. */
    private static final Duration ANSWERING = Duration.ofMinutes(3);

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    FlinkHttp(URI address) {
        this.address = address;
    }

    JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    JsonNode patch(String path) throws InterruptedException {
        return send(request(path).method("PATCH", BodyPublishers.noBody()));
    }

    JsonNode delete(String path) throws InterruptedException {
        return send(request(path).DELETE());
    }

    JsonNode post(String path, Object body) throws InterruptedException {
        return send(json(path).POST(written(body)));
    }

    JsonNode put(String path, Object body) throws InterruptedException {
        return send(json(path).PUT(written(body)));
    }

    JsonNode upload(String path, Path file) throws FileNotFoundException, InterruptedException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + file.getFileName() + "\"\r\nContent-Type: application/java-archive\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWERING);
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private static BodyPublisher written(Object body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request that can't be written", e);
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new EnvironmentException("Flink does not answer at " + address + ": " + reason(e), e);
        }
        if (response.statusCode() / 100 == 2) return read(response.body());
        throw new FlinkRefusedException(response.statusCode(), errors(response.body()));
    }

    private JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new EnvironmentException("what answers at " + address + " is not Flink's REST", e);
        }
    }

    private static List<String> errors(String body) {
        List<String> errors = new ArrayList<>();
        try {
            JSON.readTree(body).path("errors").forEach(error -> errors.add(error.asText()));
        } catch (JsonProcessingException e) {
            // no JSON: a page of a proxy, of which the status tells more
        }
        return errors;
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
