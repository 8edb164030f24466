package io.punchgate.standalone.tool.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A gate, a receiver and the files of a developer, over real sockets. */
final class Stage implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    final Path folder;
    final StreamingGate gate = new StreamingGate();
    final DeveloperServer developer = new DeveloperServer();

    Stage(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("key"), StreamingGate.API_KEY + "\n");
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Files.writeString(folder.resolve("token"), "0123456789abcdef0123456789abcdef\n");
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** The arguments that must be given; one that is given again takes the place of the first. */
    List<String> arguments(String... more) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("--url", gate.url());
        arguments.put("--key-file", file("key"));
        arguments.put("--forward-to", developer.url());
        arguments.put("--state", file("state.json"));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i], more[i + 1]);
        }
        return arguments.entrySet().stream()
                .flatMap(argument -> Stream.of(argument.getKey(), argument.getValue()))
                .toList();
    }

    RunningTool listen(String... more) {
        return new RunningTool(arguments(more));
    }

    @Override
    public void close() {
        gate.close();
        developer.close();
    }
}
