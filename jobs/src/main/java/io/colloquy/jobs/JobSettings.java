package io.colloquy.jobs;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.schemas.Definition;
import io.colloquy.settings.DefinitionSettings;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/**
 * Everything that can be set for the job, checked. What holds secrets does not show them in its {@code toString}.
 *
 * @param archiveUri where accepted chunks are kept; null where nowhere
 */
public record JobSettings(
        KafkaSettings kafka,
        PostgresSettings postgres,
        DecodeSettings decode,
        StitchSettings stitch,
        AssembleSettings assemble,
        ModelFiles models,
        InferenceSettings inference,
        JobLimits limits,
        String archiveUri)
        implements Serializable {

    private static final Duration NONE = Duration.ZERO;

    /**
     * Reads a file, with overrides on top of it and this process's environment for {@code env:} secrets.
     *
     * @param file null for none
     * @param overrides dotted keys
     * @throws SettingsException names the key and says what would do
     */
    public static JobSettings load(Path file, Map<String, String> overrides) {
        return of(SettingsReader.load(file, overrides));
    }

    /**
     * @param values dotted keys; what is absent has its default
     * @param environment gives a variable's value, or null
     * @throws SettingsException names the key and says what would do
     */
    public static JobSettings of(Map<String, String> values, UnaryOperator<String> environment) {
        return of(new SettingsReader(values, environment));
    }

    private static JobSettings of(SettingsReader reader) {
        JobSettings settings = read(reader);
        reader.rejectUnknown();
        return settings;
    }

    /** Every key there is; {@code kafka.properties.*} stands for all below it. */
    static SortedSet<String> keys() {
        SettingsReader reader = new SettingsReader(Map.of(), name -> null);
        read(reader);
        return reader.known();
    }

    private static JobSettings read(SettingsReader reader) {
        Definition definition = DefinitionSettings.of(reader);
        AssembleSettings assemble = assemble(reader, definition);
        Duration patience = reader.duration("stitch.edge-patience", Duration.ofSeconds(10));
        return new JobSettings(
                KafkaSettings.of(reader),
                PostgresSettings.of(reader),
                decode(reader),
                new StitchSettings(definition, patience, assemble.horizon()),
                assemble,
                ModelFiles.of(reader),
                InferenceSettings.of(reader),
                JobLimits.of(reader),
                archive(reader));
    }

    /** The same job on other servers. */
    public JobSettings on(KafkaSettings otherKafka, PostgresSettings otherPostgres) {
        return new JobSettings(
                otherKafka, otherPostgres, decode, stitch, assemble, models, inference, limits, archiveUri);
    }

    /** The same job, which publishes again what its state knows. @param name of the request */
    JobSettings publishingAgain(String name) {
        AssembleSettings again = new AssembleSettings(
                assemble.definition(),
                assemble.settleAfter(),
                assemble.horizon(),
                assemble.quiet(),
                assemble.maxDelay(),
                name);
        return new JobSettings(kafka, postgres, decode, stitch, again, models, inference, limits, archiveUri);
    }

    /** The same job with other models. */
    public JobSettings with(ModelFiles otherModels) {
        return new JobSettings(kafka, postgres, decode, stitch, assemble, otherModels, inference, limits, archiveUri);
    }

    private static AssembleSettings assemble(SettingsReader reader, Definition definition) {
        AssembleSettings settings = new AssembleSettings(
                definition,
                reader.positive("assemble.settle-after", Duration.ofHours(1)),
                reader.positive("assemble.horizon", Duration.ofDays(30)),
                reader.duration("publish.quiet", Duration.ofSeconds(2)),
                reader.positive("publish.max-delay", Duration.ofSeconds(15)),
                reader.text("publish.again", ""));
        check(
                within(NONE, settings.quiet(), settings.maxDelay()),
                "publish.quiet",
                "must be at most publish.max-delay");
        return settings;
    }

    private static DecodeSettings decode(SettingsReader reader) {
        String key = "audio-uri.prefixes";
        try {
            return new DecodeSettings(reader.list(key));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(key, e.getMessage(), e);
        }
    }

    private static String archive(SettingsReader reader) {
        String uri = reader.text("archive.uri", null);
        return uri == null ? null : location("archive.uri", uri);
    }

    /** {@code s3://bucket/…} or {@code file:///…}; credentials have their own place and would show in logs here. */
    private static String location(String key, String text) {
        try {
            URI uri = URI.create(text);
            boolean s3 = "s3".equals(uri.getScheme()) && uri.getAuthority() != null;
            boolean file = "file".equals(uri.getScheme()) && uri.getPath() != null;
            check((s3 || file) && uri.getUserInfo() == null, key, "write s3://bucket/… or file:///…");
        } catch (IllegalArgumentException e) {
            throw e instanceof SettingsException ? e : new SettingsException(key, "not a URI", e);
        }
        return text;
    }

    private static boolean within(Duration least, Duration value, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean good, String key, String problem) {
        if (!good) {
            throw new SettingsException(key, problem);
        }
    }
}
