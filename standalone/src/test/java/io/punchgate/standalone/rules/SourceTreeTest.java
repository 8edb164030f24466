package io.punchgate.standalone.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    @Test
    void givenTheRepository_whenItsSourcesAreRead_thenTheyKeepTheRules() throws IOException {
        assertThat(new SourceTree(Path.of("..").toRealPath()).violations()).isEmpty();
    }

    @Test
    void givenALongFileWithANoteAndNoPackageInfo_whenRead_thenEachRuleGoesRed(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("module/src/main/java/somewhere"));
        String note = "// TO" + "DO\n";
        Files.writeString(folder.resolve("Long.java"), note.repeat(SourceTree.LINES_MAX + 1));

        assertThat(new SourceTree(root).violations())
                .satisfiesExactly(
                        size -> assertThat(size).contains("211 lines"),
                        left -> assertThat(left).contains("note left behind"),
                        info -> assertThat(info).contains("without package-info.java"));
    }
}
