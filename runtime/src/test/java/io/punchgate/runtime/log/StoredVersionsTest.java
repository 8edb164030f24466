package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every form in which an event was ever stored is read, also of names and versions that nothing is stored by any longer. */
class StoredVersionsTest {

    static Stream<Path> approved() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/events"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("approved")
    void givenAFormOfAnyNameAndVersion_whenRead_thenItIsUnderstood(Path file) throws IOException {
        String record = Files.readString(file);
        String storedName = JsonMapper.shared().readTree(record).path("type").asString();

        assertThat(file.getFileName().toString()).startsWith(storedName + ".");
        assertThat(new EventRecords().decode(record).payload())
                .isInstanceOf(StoredNames.classOf(storedName).orElseThrow());
    }
}
