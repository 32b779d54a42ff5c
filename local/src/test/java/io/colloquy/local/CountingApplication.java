package io.colloquy.local;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.JobSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Counts equal records: from Kafka, in RocksDB, to Postgres. A record lost, or counted twice, shows in the counts. */
public final class CountingApplication {

    private CountingApplication() {}

    public static Application create() {
        return new Application(
                CountingApplication::createTopic, CountingApplication::createTable, CountingApplication::define);
    }

    private static void createTopic(JobSettings settings) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", settings.kafka().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(settings.kafka().topics().audioChunks(), 2, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void createTable(PostgresSettings settings) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS counts (word text PRIMARY KEY, n bigint)");
        }
    }

    private static void define(StreamExecutionEnvironment environment, JobSettings settings) {
        KafkaSource<String> source = KafkaSource.<String>builder()
                .setBootstrapServers(settings.kafka().bootstrap())
                .setTopics(settings.kafka().topics().audioChunks())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "words")
                .uid("words")
                .keyBy(word -> word)
                .process(new Count(settings.postgres()))
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
    }

    private static Connection connect(PostgresSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    private static final class Count extends KeyedProcessFunction<String, String, String> {
        private final PostgresSettings settings;
        private transient ValueState<Long> count;
        private transient Connection connection;
        private transient PreparedStatement upsert;

        Count(PostgresSettings settings) {
            this.settings = settings;
        }

        @Override
        public void open(OpenContext context) throws SQLException {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
            connection = connect(settings);
            upsert = connection.prepareStatement(
                    "INSERT INTO counts VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET n = EXCLUDED.n");
        }

        @Override
        public void processElement(String word, Context context, Collector<String> out) throws Exception {
            long n = count.value() == null ? 1 : count.value() + 1;
            count.update(n);
            upsert.setString(1, word);
            upsert.setLong(2, n);
            upsert.execute();
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
