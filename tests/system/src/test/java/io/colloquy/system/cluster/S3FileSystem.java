package io.colloquy.system.cluster;

import io.colloquy.local.S3Storage;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;

/** The plugins that the build makes, loaded into this process as Flink loads them, until it is closed. */
final class S3FileSystem implements AutoCloseable {
    private final PluginManager plugins;

    private S3FileSystem(PluginManager plugins) {
        this.plugins = plugins;
    }

    /** What Flink must be told, with the keys: this process can't change its environment. */
    static Map<String, String> options(S3Storage storage) {
        Map<String, String> options = new TreeMap<>(storage.flinkOptions());
        options.put("s3.access-key", storage.keys().accessKey());
        options.put("s3.secret-key", storage.keys().secretKey());
        return options;
    }

    static S3FileSystem load(Configuration configuration) throws IOException {
        PluginManager plugins = new DefaultPluginManager(
                new DirectoryBasedPluginFinder(Build.plugins()).findPlugins(),
                CoreOptions.getPluginParentFirstLoaderPatterns(configuration));
        FileSystem.initialize(configuration, plugins);
        return new S3FileSystem(plugins);
    }

    PluginManager plugins() {
        return plugins;
    }

    @Override
    public void close() {
        FileSystem.initialize(new Configuration(), null);
    }
}
