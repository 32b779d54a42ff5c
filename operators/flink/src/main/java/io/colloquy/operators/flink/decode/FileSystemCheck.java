package io.colloquy.operators.flink.decode;

import io.colloquy.settings.SettingsException;
import java.io.IOException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Whether this Flink has a file system for what a setting names. What lies there is not asked. */
public final class FileSystemCheck {
    /** Where the build leaves the plugin of S3. */
    private static final String S3_PLUGIN = "flink-lib/target/plugins/s3-fs-hadoop";

    private FileSystemCheck() {}

    /**
     * @param key of the setting, or of the option of Flink
     * @param uri of a file or folder
     * @throws SettingsException says which plugin is missing, and where it belongs
     */
    public static void require(String key, String uri) {
        Path path = new Path(uri);
        try {
            FileSystem.get(path.toUri());
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new SettingsException(
                    key, uri + " can't be reached: " + missing(path.toUri().getScheme()), e);
        } catch (IOException e) {
            throw new SettingsException(key, uri + " can't be reached: " + e.getMessage(), e);
        }
    }

    private static String missing(String scheme) {
        String plugin = scheme.equals("s3") ? S3_PLUGIN + ", which the build makes" : "the plugin for it, in a folder";
        return "Flink has no plugin for " + scheme + ":// here; put " + plugin
                + ", into the folder plugins of each Flink, the one that submits the job too, and start them again";
    }
}
