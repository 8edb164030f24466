package io.punchgate.standalone.document;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.punchgate.runtime.document.DocumentedApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A customer's server: it acknowledges, and holds each push against the webhooks of the document. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Set<String> types = new ConcurrentSkipListSet<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    /** The faults of pushes by the document. */
    List<String> faults() {
        return faults;
    }

    /** The media types of the pushes. */
    Set<String> types() {
        return types;
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        types.add(type);
        faults.addAll(DocumentedApi.published().faultsOfPush(type, body));
        byte[] answer = "{\"status\":\"done\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
