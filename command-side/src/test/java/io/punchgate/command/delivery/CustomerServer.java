package io.punchgate.command.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A customer's server for tests: it remembers requests, and answers by a rule. */
public final class CustomerServer implements AutoCloseable {

    public record Received(String body, String query, String webhookId, long nanos, Map<String, List<String>> headers) {
        public boolean isFor(String sn) {
            return body.contains("\"SerialNumber\":\"" + sn + "\"");
        }
    }

    public record Reply(int status, String body, @Nullable String retryAfter) {
        public static final Reply DONE = new Reply(200, "{\"status\":\"done\"}");

        public Reply(int status, String body) {
            this(status, body, null);
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Reply> rule = request -> Reply.DONE;

    public CustomerServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/push";
    }

    public void answer(Function<Received, Reply> newRule) {
        rule = newRule;
    }

    public List<Received> received() {
        return received;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Received request = new Received(
                body,
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders().getFirst("webhook-id"),
                System.nanoTime(),
                Map.copyOf(exchange.getRequestHeaders()));
        received.add(request);
        Reply reply = rule.apply(request);
        byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
        }
        exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
