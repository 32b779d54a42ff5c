package io.colloquy.local;

import io.colloquy.cli.Home;
import io.colloquy.jobs.JobSettings;
import io.colloquy.operators.flink.decode.FileSystemAudioStore;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginDescriptor;

/**
 * Storage for a Flink in this process. Plugins and their options come from where a Flink of processes would take them
 * or, where nothing says so, from where Colloquy lies.
 */
final class LocalFileSystems {
    private static final String FILE = "file:";
    /** Options of the cluster's own are none of this Flink. */
    private static final String S3_OPTIONS = "s3.";

    private LocalFileSystems() {}

    /**
     * Sees to it that the job can reach what its settings name.
     *
     * @throws SettingsException names the setting for which a plugin is missing, and says where it belongs
     */
    static void prepare(JobSettings settings) {
        boolean files = settings.decode().audioUriPrefixes().stream().allMatch(prefix -> prefix.startsWith(FILE));
        if (files) return;
        Configuration options = options(folder(ConfigConstants.ENV_FLINK_CONF_DIR, "flink-conf"));
        List<PluginDescriptor> plugins =
                plugins(folder(ConfigConstants.ENV_FLINK_PLUGINS_DIR, "flink-lib/target/plugins"));
        FileSystem.initialize(
                options, new DefaultPluginManager(plugins, CoreOptions.getPluginParentFirstLoaderPatterns(options)));
        FileSystemAudioStore.requireFileSystems(settings.decode());
    }

    private static Configuration options(Path folder) {
        Configuration options = new Configuration();
        if (!Files.exists(folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME))) return options;
        GlobalConfiguration.loadConfiguration(folder.toString()).toMap().forEach((key, value) -> {
            if (key.startsWith(S3_OPTIONS)) options.setString(key, value);
        });
        return options;
    }

    private static List<PluginDescriptor> plugins(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try {
            return List.copyOf(new DirectoryBasedPluginFinder(folder).findPlugins());
        } catch (IOException e) {
            throw new SettingsException(ConfigConstants.ENV_FLINK_PLUGINS_DIR, e.getMessage(), e);
        }
    }

    /** @param variable of the environment, as Flink's own programs read it */
    private static Path folder(String variable, String usual) {
        return Optional.ofNullable(System.getenv(variable)).map(Path::of).orElse(Home.file(usual));
    }
}
