package io.punchgate.command.delivery.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The receivers that are in the field, as far as their answers go: one under each path of one server. */
final class RealReceivers implements AutoCloseable {

    static final String TOKEN = "right-token";
    static final String SERVICE_TAG = "ST-1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Answer DONE = new Answer(200, "application/json", "{\"status\":\"done\"}");

    private record Answer(int status, String contentType, String body) {
        static Answer error(int status, String message) {
            return new Answer(status, "application/json", "{\"status\":\"error\",\"message\":\"" + message + "\"}");
        }
    }

    private record Request(String query, JsonNode realTime) {
        String token() {
            return realTime.path("AuthToken").asString("");
        }

        JsonNode punch() {
            return realTime.path("PunchLog");
        }

        boolean names(String parameter) {
            return query.contains(parameter + "=");
        }
    }

    @FunctionalInterface
    private interface Receiver {
        Answer answer(Request request);
    }

    private final HttpServer server;
    private final Set<String> databases = ConcurrentHashMap.newKeySet();

    RealReceivers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve("/odoo", this::odoo);
        serve("/navari", RealReceivers::navari);
        serve("/php", request -> new Answer(200, "application/text;charset=utf-8", "{\"status\":\"done\"}"));
        serve("/next", request -> request.names("stgid") ? DONE : Answer.error(400, "stgid missing"));
        serve("/spring", RealReceivers::spring);
        serve("/nialabs", request -> new Answer(201, "application/json", "{\"status\":\"ok\"}"));
        serve("/ess", request -> new Answer(200, "text/html; charset=utf-8", "ok"));
        server.start();
    }

    String url(String receiver) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + receiver;
    }

    /** The route of the Odoo module: it says "done" with a 403 when it has only switched the database. */
    private Answer odoo(Request request) {
        if (!request.names("stgid")) {
            return Answer.error(400, "stgid missing");
        }
        if (request.names("db") && databases.add(request.query())) {
            return new Answer(403, "application/json", "{\"status\":\"done\",\"message\":\"Database changed\"}");
        }
        if (!request.query().contains("stgid=" + SERVICE_TAG)
                || !request.token().equals(TOKEN)) {
            return Answer.error(403, "unknown service tag or token");
        }
        if (!request.punch().has("UserId")
                || !request.punch().has("Type")
                || !request.punch().path("LogTime").asString("").matches(".* GMT [+-]\\d{4}")) {
            return Answer.error(400, "key missing");
        }
        return request.punch().path("UserId").asString().equals("1001")
                ? DONE
                : new Answer(200, "application/json", "{\"status\":\"done\",\"message\":\"Employee not found\"}");
    }

    /** ERPNext's guest endpoint answers 200 whatever happened. */
    private static Answer navari(Request request) {
        return request.token().equals(TOKEN) ? DONE : Answer.error(200, "Invalid auth token");
    }

    /** It parses the user's id as a number, and does not catch what that throws. */
    private static Answer spring(Request request) {
        return request.punch().path("UserId").asString("").matches("\\d+")
                ? new Answer(200, "text/plain", "done")
                : new Answer(500, "text/plain", "NumberFormatException");
    }

    private void serve(String path, Receiver receiver) {
        server.createContext(path, exchange -> {
            Answer answer = receiver.answer(read(exchange));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        try {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            return new Request(query == null ? "" : query, body.path("RealTime"));
        } catch (JacksonException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
