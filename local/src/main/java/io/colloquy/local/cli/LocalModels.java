package io.colloquy.local.cli;

import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.SettingsException;
import io.colloquy.speech.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the model files: a relative path begins at the current directory or, as the defaults do, where Colloquy lies. */
final class LocalModels {
    /** Set by the launcher. */
    static final String HOME_PROPERTY = "colloquy.home";

    private LocalModels() {}

    /** @throws SettingsException where one is not there */
    static JobSettings located(JobSettings settings) {
        ModelFiles files = settings.models();
        return settings.with(new ModelFiles(
                locate("models.vad", files.vad()),
                locate("models.recognizer", files.recognizer()),
                locate("models.voiceprint", files.voiceprint())));
    }

    private static String locate(String key, String file) {
        Path here = Path.of(file).toAbsolutePath();
        Path home = Path.of(System.getProperty(HOME_PROPERTY, "")).resolve(file).toAbsolutePath();
        if (Files.isReadable(here)) {
            return here.toString();
        }
        if (Files.isReadable(home)) {
            return home.toString();
        }
        throw new SettingsException(key, "there is no file " + here + (home.equals(here) ? "" : ", nor " + home));
    }
}
