package io.punchgate.standalone.tool.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.standalone.tool.TerminalText;
import io.punchgate.standalone.tool.WrongUsage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The tool, in a thread of its own, as a person runs and ends it. */
final class RunningTool implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Duration> DELAYS = List.of(Duration.ofMillis(1), Duration.ofMillis(20));

    private final TerminalText text = new TerminalText();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    RunningTool(List<String> arguments) {
        thread = Thread.ofPlatform().start(() -> run(arguments));
    }

    private void run(List<String> arguments) {
        try {
            exitCode.complete(new ListenTool(Clock.systemUTC(), DELAYS).run(arguments, text.terminal()));
        } catch (WrongUsage | RuntimeException e) {
            exitCode.completeExceptionally(e);
        }
    }

    void awaitText(String part) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text.out() + text.err()).contains(part));
    }

    String out() {
        return text.out();
    }

    String err() {
        return text.err();
    }

    /** The exit code once it ends by itself. */
    int exitCode() throws InterruptedException, ExecutionException, TimeoutException {
        return exitCode.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends it as Ctrl-C does. */
    int end() throws InterruptedException, ExecutionException, TimeoutException {
        thread.interrupt();
        return exitCode();
    }

    @Override
    public void close() {
        thread.interrupt();
        exitCode.exceptionally(failure -> -1).join();
    }
}
