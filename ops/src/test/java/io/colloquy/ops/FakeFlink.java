package io.colloquy.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Answers as Flink does: each route has answers of its own, of which the last one stays. */
final class FakeFlink implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private record Answer(int status, String body) {}

    /** What a command did. @param told standard error */
    record Outcome(int code, String output, String told) {}

    FakeFlink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param route method and path: {@code GET /overview} */
    FakeFlink when(String route, String json) {
        return when(route, 200, json);
    }

    synchronized FakeFlink when(String route, int status, String json) {
        answers.computeIfAbsent(route, none -> new ArrayDeque<>()).add(new Answer(status, json));
        return this;
    }

    /** Method, path and body of each, in their order. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Path and query of each, as they came. */
    synchronized List<String> addresses() {
        return List.copyOf(addresses);
    }

    /** Runs a command against it. */
    Outcome run(FlinkCommand command, String... args) {
        StringWriter output = new StringWriter();
        StringWriter told = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--flink", url()));
        int code = new CommandLine(command)
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(told))
                .execute(all.toArray(String[]::new));
        return new Outcome(code, output.toString(), told.toString());
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String route =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        addresses.add(exchange.getRequestURI().toString());
        requests.add((route + " " + body).strip());
        String known = answers.containsKey(route) ? route : route.replaceFirst("/[0-9a-f]{32}$", "/*");
        Deque<Answer> mine = answers.getOrDefault(known, new ArrayDeque<>());
        Answer answer = mine.size() > 1 ? mine.poll() : mine.peek();
        if (answer == null) answer = new Answer(404, "{\"errors\":[\"Not found: " + route + "\"]}");
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
