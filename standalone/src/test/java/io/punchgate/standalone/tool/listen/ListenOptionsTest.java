package io.punchgate.standalone.tool.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.standalone.tool.WrongUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arguments of the tool. */
@BesideOthers
class ListenOptionsTest {

    private final Stage stage;

    ListenOptionsTest(@TempDir Path folder) throws IOException {
        stage = new Stage(folder);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--url ftp://gate --key-file KEY --forward-to http://localhost/",
                "--url http://gate --key-file KEY",
                "--url http://gate --key-file KEY --forward-to localhost:8069",
                "--url http://gate --key-file NONE --forward-to http://localhost/",
                "--url http://gate --key-file KEY --forward-to http://localhost/ --format xml",
                "--url http://gate --key-file KEY --forward-to http://localhost/ --since yesterday",
                "--url http://gate --key-file KEY --forward-to http://localhost/ --callback-secret-file NOSECRET",
                "--url http://gate --key-file KEY --forward-to http://localhost/ --verbose yes",
                "--url http://gate --key-file KEY --forward-to http://localhost/ more"
            })
    void givenWrongArguments_whenStarted_thenNothingIsTried(String line) throws IOException {
        Files.writeString(stage.folder.resolve("none"), " \n");
        Files.writeString(stage.folder.resolve("nosecret"), "whsec_%%%");
        String known = line.replace("KEY", stage.file("key"))
                .replace("NOSECRET", stage.file("nosecret"))
                .replace("NONE", stage.file("none"));
        List<String> arguments = known.isEmpty() ? List.of() : List.of(known.split(" "));

        assertThatThrownBy(() -> ListenOptions.read(arguments)).isInstanceOf(WrongUsage.class);
    }

    @Test
    void givenNoState_whenRead_thenItIsNamedAfterThePort() throws Exception {
        List<String> arguments = List.of("--url", "http://gate/", "--key-file", stage.file("key"), "--forward-to");

        assertThat(ListenOptions.read(with(arguments, "http://localhost:8069/cams"))
                        .state())
                .isEqualTo(Path.of(".punchgate-listen-8069.json"));
        assertThat(ListenOptions.read(with(arguments, "https://localhost")).state())
                .isEqualTo(Path.of(".punchgate-listen-443.json"));
    }

    private static List<String> with(List<String> arguments, String more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }
}
