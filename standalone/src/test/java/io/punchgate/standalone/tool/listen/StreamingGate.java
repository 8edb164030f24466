package io.punchgate.standalone.tool.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A gate that streams punches, as far as the tool can tell: ids are the numbers of the events. */
final class StreamingGate implements AutoCloseable {

    static final String API_KEY = "key-of-the-developer";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> events = new ArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private int connection;
    private int refusals;

    /** A request for the stream. */
    record Asked(@Nullable String query, @Nullable String lastEventId) {}

    StreamingGate() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(threads);
        server.createContext("/gate/api/v1/stream", this::stream);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/gate/";
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Streams a punch of that user from now on, as the latest. */
    synchronized void punch(String user, String... more) {
        String id = "punch-" + (events.size() + 1);
        events.add("event: punch\ndata: " + PunchJson.of(id, user, more) + "\n");
        notifyAll();
    }

    /** Ends the connections that there are, at once. */
    synchronized void cut() {
        connection++;
        notifyAll();
    }

    /** Answers 503 to that many of the next requests. */
    synchronized void refuse(int requests) {
        refusals = requests;
    }

    private void stream(HttpExchange exchange) throws IOException {
        @Nullable String lastEventId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        asked.add(new Asked(exchange.getRequestURI().getRawQuery(), lastEventId));
        if (!("Bearer " + API_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"detail\":\"The API key is unknown.\"}");
            return;
        }
        if (refused()) {
            answer(exchange, 503, "");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, ": welcome\n\n");
            int next = lastEventId == null ? 0 : Integer.parseInt(lastEventId);
            for (String event = event(next); event != null; event = event(next)) {
                next++;
                write(out, "id: " + next + "\n" + event + "\n");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private synchronized boolean refused() {
        refusals--;
        return refusals >= 0;
    }

    /** The event of that number, waited for; null once the connection is cut. */
    private synchronized @Nullable String event(int number) throws InterruptedException {
        int own = connection;
        while (number >= events.size() && own == connection) {
            wait();
        }
        return own == connection ? events.get(number) : null;
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }
}
