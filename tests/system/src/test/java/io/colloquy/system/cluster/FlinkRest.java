package io.colloquy.system.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What anybody would do by curl. */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "a-boundary-that-no-jar-holds";

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    FlinkRest(URI address) {
        this.address = address;
    }

    /** An answer that is no success. */
    static final class Refused extends IOException {
        Refused(int status, String body) {
            super(status + ": " + body);
        }
    }

    /** Whether the job manager answers and this many task managers have registered. */
    boolean hasTaskManagers(int count) throws IOException, InterruptedException {
        try {
            return get("/overview").path("taskmanagers").asInt() == count;
        } catch (ConnectException | Refused e) {
            return false; // still starting
        }
    }

    /** Returns the id under which it can be run. */
    String upload(Path jar) throws IOException, InterruptedException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/java-archive\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(jar),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        JsonNode answer = send(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
        return Path.of(answer.path("filename").asText()).getFileName().toString();
    }

    /** Returns the id of the job. The cluster's default parallelism does not count here: unsaid, it is 1. */
    String run(String jar, int parallelism, List<String> arguments) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("programArgsList", arguments, "parallelism", parallelism));
        return send(request("/jars/" + jar + "/run")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .path("jobid")
                .asText();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new Refused(response.statusCode(), response.body());
        }
        return JSON.readTree(response.body());
    }
}
