package io.colloquy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a module announces, by their names, from its sources. */
final class CommandsOfModule {
    private static final Pattern NAME = Pattern.compile("@Command\\(\\s*name = \"([^\"]+)\"");

    private CommandsOfModule() {}

    /** @param module its folder */
    static List<String> in(Path module) throws IOException {
        Path services = module.resolve("src/main/resources/META-INF/services/io.colloquy.cli.ReportingCommand");
        List<String> names = new ArrayList<>();
        if (Files.exists(services)) {
            for (String type : Files.readAllLines(services)) names.add(nameOf(type, module));
        }
        return names;
    }

    private static String nameOf(String type, Path module) throws IOException {
        Path source = module.resolve("src/main/java/" + type.replace('.', '/') + ".java");
        Matcher name = NAME.matcher(Files.readString(source));
        if (!name.find()) throw new IllegalStateException(source + " gives its command no name");
        return name.group(1);
    }
}
