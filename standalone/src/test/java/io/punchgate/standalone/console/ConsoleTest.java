package io.punchgate.standalone.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The console of the standalone, over HTTP and in a browser, on one installation. */
class ConsoleTest
        implements LoginPromises, FormPromises, PagePromises, AuditPromises, ErasurePromises, BrowserPromises {

    private static ConsoleStage stage;
    private static Optional<Browser> browser = Optional.empty();

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        stage = new ConsoleStage(data);
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.ifPresent(Browser::close);
        stage.close();
    }

    @Override
    public Optional<Browser> browser() {
        return browser;
    }

    @Override
    public List<String> pages() {
        return PagePromises.super.pages();
    }

    @Override
    public ConsoleStage stage() {
        return stage;
    }
}
