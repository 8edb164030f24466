package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.punchgate.runtime.document.DocumentedApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's server: acknowledges what it is sent, in order of arrival, or refuses the next few. */
final class CustomerServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();

    CustomerServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
    }

    /** Answers 500 to that many of the next requests. */
    void failNext(int requests) {
        failuresLeft.set(requests);
    }

    /** The pushes acknowledged so far, in order of arrival. */
    List<Push> pushes() {
        return List.copyOf(pushes);
    }

    /** The pushes of a device that were acknowledged, in order of arrival, repeats left out. */
    List<PushedEvent> eventsOf(String sn) {
        return pushes.stream()
                .flatMap(push -> PushedEvent.in(push.body()))
                .filter(event -> event.sn().equals(sn))
                .distinct()
                .toList();
    }

    /** The user ids of a device's acknowledged pushes, in order of arrival, repeats of a push left out. */
    List<String> usersOf(String sn) {
        return eventsOf(sn).stream().map(PushedEvent::user).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        faults.addAll(DocumentedApi.published()
                .faultsOfPush(exchange.getRequestHeaders().getFirst("Content-Type"), body.toString()));
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(500, -1);
        } else {
            pushes.add(new Push(exchange.getRequestURI(), body));
            byte[] answer = "{\"status\":\"done\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        assertThat(faults).as("pushes, by the OpenAPI document").isEmpty();
    }

    /** One request. */
    record Push(URI uri, JsonNode body) {
        JsonNode realTime() {
            return body.get("RealTime");
        }

        JsonNode punchLog() {
            return realTime().get("PunchLog");
        }
    }
}
