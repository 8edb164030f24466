package io.punchgate.standalone.tool.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A developer's receiver: says "done", or what it was told to say to the next requests. */
final class DeveloperServer implements AutoCloseable {

    private static final int PUSH_SECONDS_MAX = 20;

    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    /** A request. */
    record Push(String uri, Headers headers, String body) {}

    private record Answer(int status, String body) {}

    DeveloperServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::receive);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port() + "/cams?direction=1";
    }

    void answerNext(int status, String body) {
        answers.add(new Answer(status, body));
    }

    /** The next request that comes. */
    Push next() throws InterruptedException {
        @Nullable Push push = pushes.poll(PUSH_SECONDS_MAX, TimeUnit.SECONDS);
        if (push == null) {
            throw new AssertionError("no push came");
        }
        return push;
    }

    /** The bodies of all requests so far. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        bodies.add(body);
        pushes.add(new Push(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        @Nullable Answer told = answers.poll();
        Answer answer = told == null ? new Answer(200, "{\"status\":\"done\"}") : told;
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
