package io.colloquy.operators.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.schemas.RejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioPrefixesTest {
    private final AudioPrefixes prefixes = new AudioPrefixes(List.of("file:///srv/audio", "s3://field/2026/"));

    @ParameterizedTest
    @CsvSource({
        "file:///srv/audio/a.wav, /srv/audio/a.wav",
        "file:///srv/audio/b/../a.wav, /srv/audio/a.wav",
        "file:///srv/audio//./a.wav, /srv/audio/a.wav",
        "file:///srv/audio/a%20b%C3%A9.wav, /srv/audio/a bé.wav",
        "file:///srv/%61udio/a.wav, /srv/audio/a.wav",
        "file:///srv/audio/..a/a...wav, /srv/audio/..a/a...wav",
        "s3://field/2026/11/a.flac, /2026/11/a.flac",
    })
    void findsWhatLiesUnderAPrefix(String uri, String path) throws Exception {
        assertThat(prefixes.resolve(uri).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "file:///srv/audio",
                "file:///srv/audio/",
                "file:///srv/audio-of-others/a.wav",
                "file:///srv/audio/../a.wav",
                "file:///srv/audio/b/../../a.wav",
                "file:///srv/audio/%2e%2e/a.wav",
                "file:///srv/audio/%2E./a.wav",
                "file:///srv/audio/..%2fa.wav",
                "file:///srv/audio%2f..%2fa.wav",
                "file:///srv/audio/%252e%252e/a.wav",
                "file:///srv/audio/%25252e%25252e/a.wav",
                "file:///srv/audio/..%5ca.wav",
                "file:///srv/audio/a%00.wav",
                "file:///srv/audio/%c0%ae%c0%ae/a.wav",
                "file:///srv/audio/%ff.wav",
                "file:///srv/audio/%zz.wav",
                "file:///srv/audio/a b.wav",
                "file:///srv/audio/a.wav?b",
                "file:///srv/audio/a.wav#b",
                "file:///../../srv/audio/a.wav",
                "file://host/srv/audio/a.wav",
                "file://localhost/srv/audio/a.wav",
                "s3:///2026/a.flac",
                "s3://other/2026/a.flac",
                "s3://field/2025/a.flac",
                "s3://field/2026/../2025/a.flac",
                "s3://key:secret@field/2026/a.flac",
                "s3://field:9000/2026/a.flac",
                "s3://Field/2026/a.flac",
                "s3a://field/2026/a.flac",
                "FILE:///srv/audio/a.wav",
                "http://field/2026/a.flac",
                "a.wav",
                "file:a.wav",
                "",
            })
    void forbidsEverythingElse(String uri) {
        RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> prefixes.resolve(uri));

        assertThat(rejected).isNotNull();
        assertThat(rejected.reason()).isEqualTo("uri_forbidden");
    }

    @Test
    void forbidsAPathThatIsLongerThanAKeyMayBe() throws Exception {
        String longest = "/srv/audio/" + "a".repeat(1_024 - "/srv/audio/".length());
        assertThat(prefixes.resolve("file://" + longest).path()).isEqualTo(longest);
        assertThatThrownBy(() -> prefixes.resolve("file://" + longest + "a")).hasMessageContaining("1024 bytes");
    }

    @Test
    void namesAPlaceAsItWasAskedForButWithoutEscapes() throws Exception {
        assertThat(prefixes.resolve("s3://field/2026/a%20b.wav")).hasToString("s3://field/2026/a b.wav");
    }

    @Test
    void namesTheConfiguredFolders() {
        assertThat(prefixes.folders()).extracting(AudioLocation::path).containsExactly("/srv/audio", "/2026");
    }

    @Test
    void forbidsAllWhereNoPrefixIsConfigured() {
        assertThatThrownBy(() -> new AudioPrefixes(List.of()).resolve("file:///srv/audio/a.wav"))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("uri_forbidden"));
    }

    @Test
    void takesOnlyPrefixesThatNameAFolder() {
        for (String prefix : new String[] {"http://x/", "/srv/audio", "file:audio", "s3://", "s3://a:b@c/"}) {
            assertThatThrownBy(() -> new AudioPrefixes(List.of(prefix))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
