package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JobSubmissionTest {
    private static final FlinkRest.Start START = new FlinkRest.Start(Optional.empty(), false, 1, List.of());

    @TempDir
    Path folder;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private int forgets = 200;
    private int runs = 200;
    private HttpServer server;
    private FlinkRest rest;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        rest = new FlinkRest(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        int status = path.endsWith("/run") ? runs : exchange.getRequestMethod().equals("DELETE") ? forgets : 200;
        String good = "{\"filename\":\"/uploads/it.jar\",\"jobid\":\"the-job\"}";
        byte[] body = (status == 200 ? good : "{\"errors\":[\"no\"]}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String start() throws Exception {
        BuiltParts parts = new BuiltParts(folder);
        Path jar = Files.writeString(folder.resolve("colloquy-job.jar"), "a jar");
        return new JobSubmission(new ProcessCluster(parts, folder, line -> {}), parts).start(rest, jar, START);
    }

    @Test
    void leavesNoJarBehind() throws Exception {
        assertThat(start()).isEqualTo("the-job");
        assertThat(requests).containsExactly("POST /jars/upload", "POST /jars/it.jar/run", "DELETE /jars/it.jar");
    }

    @Test
    void leavesNoneBehindWhereTheJobCannotStart() {
        runs = 500;
        assertThatThrownBy(this::start).isInstanceOf(FlinkRefusedException.class);
        assertThat(requests).endsWith("DELETE /jars/it.jar");
    }

    @Test
    void aJarThatStaysHidesNothing() throws Exception {
        forgets = 500;
        assertThat(start()).isEqualTo("the-job");
    }

    @Test
    void whereNobodyAnswersTheNewestJobIsNotNone() throws Exception {
        assertThat(NewestJob.of(rest)).isEmpty();
        server.stop(0);
        assertThatThrownBy(() -> NewestJob.of(rest)).isInstanceOf(EnvironmentException.class);
    }
}
