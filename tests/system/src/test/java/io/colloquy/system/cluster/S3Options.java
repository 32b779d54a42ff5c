package io.colloquy.system.cluster;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the plugin of S3 can be told: what Hadoop declares, under the names that Flink gives it. */
final class S3Options {
    private static final String FLINK = "s3.";
    private static final String HADOOP = "fs.s3a.";
    private static final String DECLARING = "org.apache.hadoop.fs.s3a.Constants";
    /** Where YAML can't have both a value and keys below it. */
    private static final String VALUE = ".value";
    /** Names of Flink's own. */
    private static final Map<String, String> MIRRORED =
            Map.of("access-key", "access.key", "secret-key", "secret.key", "path-style-access", "path.style.access");

    private S3Options() {}

    static boolean know(String key) {
        String name = key.substring(FLINK.length());
        String plain = name.endsWith(VALUE) ? name.substring(0, name.length() - VALUE.length()) : name;
        return declared().contains(HADOOP + MIRRORED.getOrDefault(plain, plain));
    }

    private static Set<String> declared() {
        Path jar = Build.s3Plugin();
        try (URLClassLoader plugin = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Set<String> names = new TreeSet<>();
            for (Field field : plugin.loadClass(DECLARING).getFields()) {
                if (field.getType() == String.class) names.add((String) field.get(null));
            }
            return names;
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
