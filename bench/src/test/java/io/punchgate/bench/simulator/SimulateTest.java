package io.punchgate.bench.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole simulator against a server that is sometimes unwilling, or loses what it acknowledged. */
class SimulateTest {

    private static final Pattern PUNCH =
            Pattern.compile("\"user_id\":\"([0-9]+)\",\"att_time\":\"([0-9-]+) ([0-9:]+)\"");

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private boolean forgetful;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/api/admin/v1/",
                exchange -> answer(
                        exchange, 200, "{\"auth_token\":\"t\",\"adms_path\":\"/d/x\",\"api_key\":\"k\",\"id\":\"1\"}"));
        server.createContext("/api/attendance/v1/", this::report);
        server.createContext(
                "/api/v1/punches",
                exchange -> answer(
                        exchange,
                        200,
                        stored.values().stream()
                                .collect(Collectors.joining(
                                        ",", "{\"data\":[", "],\"next_cursor\":\"c\",\"has_more\":false}"))));
        server.start();
        Files.writeString(folder.resolve("admin-token"), "secret\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void givenServerThatIsBusyAtTimes_whenSimulated_thenEverythingIsSentAgainAndThere() {
        assertThat(simulate()).isEqualTo(Simulate.ALL_WELL);
        assertThat(stored).hasSize(2 * (10 + 5));
        assertThat(requests).hasValueGreaterThan(3);
    }

    @Test
    void givenServerThatLosesWhatItAcknowledged_whenSimulated_thenTheExitCodeTells() {
        forgetful = true;
        assertThat(simulate("--catch-up", "0")).isEqualTo(Simulate.NOT_ALL_WELL);
    }

    @Test
    void givenNoServer_whenSimulated_thenTheExitCodeTells() {
        stop();
        assertThat(simulate()).isEqualTo(Simulate.NO_INSTALLATION);
        assertThat(Simulate.run("--admin-token-file", "no-such-file")).isEqualTo(Simulate.NO_INSTALLATION);
        assertThat(Simulate.run("--nonsense")).isEqualTo(Simulate.USAGE);
    }

    private int simulate(String... more) {
        String[] usual = {
            "--url=http://127.0.0.1:" + server.getAddress().getPort(),
            "--admin-token-file=" + folder.resolve("admin-token"),
            "--devices=2",
            "--minutes=0.05",
            "--people=10",
            "--backlog=5",
            "--lost-answers=20"
        };
        String[] all = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return Simulate.run(all);
    }

    /** Refuses every third request with 503. */
    private void report(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (requests.incrementAndGet() % 3 == 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 503, "{\"ok\":false,\"error\":\"unavailable\"}");
            return;
        }
        String sn = exchange.getRequestHeaders().getFirst("sn");
        Matcher punches = PUNCH.matcher(body);
        StringBuilder results = new StringBuilder();
        while (punches.find()) {
            if (!forgetful) {
                String listed = "{\"sn\":\"%s\",\"user_id\":\"%s\",\"local_time\":\"%sT%s\"}"
                        .formatted(sn, punches.group(1), punches.group(2), punches.group(3));
                stored.put(listed, listed);
            }
            results.append(results.isEmpty() ? "" : ",").append("{\"ok\":true}");
        }
        answer(exchange, 200, "{\"ok\":true,\"results\":[" + results + "]}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
