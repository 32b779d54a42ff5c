package io.colloquy.system.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** A broker that speaks TLS and asks for a password, with a certificate that nobody else knows. */
final class SecureKafka implements AutoCloseable {
    static final String USER = "colloquy";
    static final String PASSWORD = "correct-horse";
    private static final String STORE_PASSWORD = "battery-staple";

    private final KafkaRaftServer server;
    private final Path certificate;
    private final int port;

    private final Properties properties;

    private SecureKafka(Properties properties, Path certificate, int port) {
        this.server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        this.properties = properties;
        this.certificate = certificate;
        this.port = port;
        server.startup();
    }

    static SecureKafka start(Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("certificate.pem");
        makeKeys(keys, certificate);
        int port = freePort();
        Properties properties = properties(port, freePort());
        properties.setProperty("log.dirs", folder.resolve("log").toString());
        secure(properties, keys);
        format(folder.resolve("server.properties"), properties);
        return new SecureKafka(properties, certificate, port);
    }

    /** The same once more, after it was closed. */
    SecureKafka startAgain() {
        return new SecureKafka(properties, certificate, port);
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** What a person would write under {@code kafka.properties}. */
    Map<String, String> properties(String password) {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", login(password) + ";",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.toString());
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static String login(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + USER + "\" password=\""
                + password + "\"";
    }

    private static Properties properties(int port, int controllerPort) throws IOException {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "BROKERS",
                "listener.security.protocol.map", "CLIENTS:SASL_SSL,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                        "CLIENTS://127.0.0.1:" + port + ",BROKERS://127.0.0.1:" + freePort()
                                + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0"));
        // Everybody may do everything with what no rule speaks of; the brokers, who give no name, with all.
        properties.setProperty("authorizer.class.name", StandardAuthorizer.class.getName());
        properties.setProperty("allow.everyone.if.no.acl.found", "true");
        properties.setProperty("super.users", "User:ANONYMOUS");
        return properties;
    }

    private static void secure(Properties properties, Path keys) {
        String listener = "listener.name.clients.";
        properties.setProperty("sasl.enabled.mechanisms", "PLAIN");
        properties.setProperty(
                listener + "plain.sasl.jaas.config", login(PASSWORD) + " user_" + USER + "=\"" + PASSWORD + "\";");
        properties.setProperty(listener + "ssl.keystore.type", "PKCS12");
        properties.setProperty(listener + "ssl.keystore.location", keys.toString());
        properties.setProperty(listener + "ssl.keystore.password", STORE_PASSWORD);
        properties.setProperty(listener + "ssl.key.password", STORE_PASSWORD);
    }

    private static void makeKeys(Path keys, Path certificate) throws IOException, InterruptedException {
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder builder = new ProcessBuilder(tool.toString());
        builder.command().addAll(List.of(arguments));
        builder.command().addAll(List.of("-alias", "kafka", "-storetype", "PKCS12"));
        builder.command().addAll(List.of("-keystore", keys.toString(), "-storepass", STORE_PASSWORD));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(keys.resolveSibling("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(keys.resolveSibling("keytool.log")));
        }
    }

    private static void format(Path file, Properties properties) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        if (StorageTool.execute(command, new PrintStream(new ByteArrayOutputStream())) != 0) {
            throw new IOException("Kafka's log can't be formatted");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
