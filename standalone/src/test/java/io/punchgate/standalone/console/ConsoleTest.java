package io.punchgate.standalone.console;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The console of the standalone, over HTTP and in a browser, on one installation. */
class ConsoleTest implements LoginPromises, FormPromises, PagePromises {

    private static ConsoleStage stage;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        stage = new ConsoleStage(data);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Override
    public ConsoleStage stage() {
        return stage;
    }
}
