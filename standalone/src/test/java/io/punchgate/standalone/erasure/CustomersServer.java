package io.punchgate.standalone.erasure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A customer's server that says back what it was sent: it refuses each push, or takes it. */
final class CustomersServer implements AutoCloseable {

    static final String EXCERPT = "canaryExcerpt";

    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile boolean taking;

    CustomersServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::echo);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    void take(boolean all) {
        taking = all;
    }

    /** The bodies of the pushes. */
    List<String> bodies() {
        return bodies;
    }

    private void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        String said = (taking ? "{\"status\":\"done\",\"of\":" : "{\"error\":\"" + EXCERPT + "\",\"of\":") + body + "}";
        byte[] answer = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(taking ? 200 : 500, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
