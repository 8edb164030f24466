package io.punchgate.standalone.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A customer's server that refuses each push, and tells all that it was sent. */
final class EchoServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> signatures = new CopyOnWriteArrayList<>();

    EchoServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::echo);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    /** The signatures of the pushes, without the version before each. */
    List<String> signatures() {
        return signatures;
    }

    private void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature"));
        for (String each : signature.split(" ", -1)) {
            signatures.add(each.substring(each.indexOf(',') + 1));
        }
        byte[] answer = ("no: " + signature + " " + signature.replace("+", "\\u002B") + " " + body).getBytes(UTF_8);
        exchange.sendResponseHeaders(500, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
