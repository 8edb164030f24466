package io.punchgate.standalone.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {

    private static final Path REPOSITORY = Path.of("..");

    @Test
    void givenTheRepository_whenItsSourcesAreRead_thenTheyKeepTheRules() throws IOException {
        assertThat(new SourceTree(REPOSITORY.toRealPath()).violations()).isEmpty();
    }

    @Test
    void givenALongFileWithANoteAndNoPackageInfo_whenRead_thenEachRuleGoesRed(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("module/src/main/java/somewhere"));
        String note = "// TO" + "DO\n";
        Files.writeString(folder.resolve("Long.java"), note.repeat(SourceRules.LINES_MAX + 1));

        assertThat(new SourceTree(root).violations())
                .satisfiesExactly(
                        size -> assertThat(size).contains("211 lines"),
                        left -> assertThat(left).contains("note left behind"),
                        info -> assertThat(info).contains("without package-info.java"));
    }

    @Test
    void givenAPackageThatIsNotNullMarked_whenRead_thenTheRuleGoesRed(@TempDir Path root) throws IOException {
        described(root, "/** Says what it is for. */\npackage somewhere;\n");

        assertThat(new SourceTree(root).violations()).singleElement().asString().contains("lacks @NullMarked");
    }

    @Test
    void givenAPackageOfManyFiles_whenRead_thenTheRuleGoesRed(@TempDir Path root) throws IOException {
        Path folder = described(root, "@NullMarked\npackage somewhere;\n");
        for (int i = 0; i <= SourceTree.FILES_MAX; i++) {
            Files.writeString(folder.resolve("Type" + i + ".java"), "class Type" + i + " {}\n");
        }

        assertThat(new SourceTree(root).violations()).singleElement().asString().contains("has 21 files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"select * from log.head\"", "\"\"\"\n  select *\n  from log.event\"\"\""})
    void givenSqlOnTheLogOutsideOfIt_whenRead_thenTheRuleGoesRed(String sql, @TempDir Path root) throws IOException {
        Path folder = described(root, "@NullMarked\npackage somewhere;\n");
        Files.writeString(folder.resolve("Reader.java"), "class Reader {\n  String sql = " + sql + ";\n}\n");
        Files.writeString(folder.resolve("Caller.java"), "class Caller {\n  long head = log.head(); // log.event\n}\n");

        assertThat(new SourceTree(root).violations())
                .singleElement()
                .asString()
                .contains("Reader.java has SQL on the schema log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Integer.MAX_VALUE - 1", "Integer.MIN_VALUE + 1", "0;\n  int getPhase() {\n    return 7;\n  }"})
    void givenAPhaseOfAClassesOwn_whenRead_thenTheRuleGoesRed(String phase, @TempDir Path root) throws IOException {
        Path folder = described(root, "@NullMarked\npackage somewhere;\n");
        Files.writeString(folder.resolve("Part.java"), "class Part {\n  int phase = " + phase + ";\n}\n");

        assertThat(new SourceTree(root).violations()).singleElement().asString().contains("makes a phase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/** Wh" + "at it does. */", "/**\n * Wh" + "ether it does. Else not.\n */"})
    void givenAJavadocWithoutAPlainSubject_whenRead_thenTheRuleGoesRed(String javadoc, @TempDir Path root)
            throws IOException {
        Path folder = described(root, "@NullMarked\npackage somewhere;\n");
        Files.writeString(folder.resolve("Part.java"), javadoc + "\nclass Part {}\n");

        assertThat(new SourceTree(root).violations()).singleElement().asString().contains("question word");
    }

    @ParameterizedTest
    @ValueSource(strings = {SourceRules.LOG, SourceRules.SHUTDOWN_ORDER})
    void givenAPlaceThatARuleNames_whenLookedFor_thenItExists(String place) {
        assertThat(REPOSITORY.resolve(place)).exists();
    }

    private static Path described(Path root, String packageInfo) throws IOException {
        Path folder = Files.createDirectories(root.resolve("module/src/main/java/somewhere"));
        Files.writeString(folder.resolve("package-info.java"), packageInfo);
        return folder;
    }
}
