package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar, when it is asked for something else than the product. */
class ToolsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--version, 0, Punchgate 0.",
        "--help, 0, listen",
        "listen, 2, --url is missing",
        "listens, 2, tool comes first",
        "--server.port, 2, Nothing was started"
    })
    void givenArgumentsThatAreNoSettings_whenTheJarIsRun_thenItAnswersAndStartsNothing(
            String argument, int exitCode, String told) throws Exception {
        try (Program program = jar(argument)) {
            assertThat(program.exitCode()).as(program.output()).isEqualTo(exitCode);
            assertThat(program.output()).contains(told).doesNotContain("Spring", "DEBUG", "Exception");
        }
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }

    @Test
    void givenAGateThatIsNotThere_whenListening_thenItGoesOnTryingAndEndsWithCtrlC() throws Exception {
        Program.assumeInterruptible();
        Files.writeString(folder.resolve("key"), "a-key");
        try (Program program = jar(
                "listen",
                "--url",
                "http://127.0.0.1:" + Program.freePort(),
                "--key-file",
                "key",
                "--forward-to",
                "http://localhost:8069/")) {
            program.awaitOutput("again in 2 s");
            program.interrupt();

            assertThat(program.exitCode()).isZero();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".punch"));
        }
    }

    private Program jar(String... arguments) {
        Path jar = Installation.STANDALONE.toAbsolutePath();
        return Program.start(
                folder,
                Map.of(),
                Stream.concat(Stream.of(Program.JAVA.toString(), "-jar", jar.toString()), Stream.of(arguments))
                        .toList());
    }
}
