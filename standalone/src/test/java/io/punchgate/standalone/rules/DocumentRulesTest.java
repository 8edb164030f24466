package io.punchgate.standalone.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentRulesTest {

    @Test
    void givenTheRepository_whenItsDocumentsAreRead_thenLinksAndNamesLeadSomewhere() throws IOException {
        assertThat(new DocumentRules(Path.of("..").toRealPath()).violations()).isEmpty();
    }

    @Test
    void givenDeadLinksAndAnUnknownClass_whenRead_thenEachIsTold(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/here.md"), "# A heading, here\n");
        Files.writeString(root.resolve("README.md"), """
                [good](docs/here.md#a-heading-here) [elsewhere](https://example.org/x) `GET`
                [gone](docs/gone.md) [moved](docs/here.md#another) `OldName`
                """);

        assertThat(new DocumentRules(root).violations())
                .satisfiesExactly(
                        file -> assertThat(file).contains("links to docs/gone.md"),
                        heading -> assertThat(heading).contains("links to docs/here.md#another"),
                        name -> assertThat(name).contains("names `OldName`"));
    }
}
