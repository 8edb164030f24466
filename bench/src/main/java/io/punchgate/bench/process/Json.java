package io.punchgate.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a JSON API that are not measured. */
public final class Json implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final Map<String, String> headers;

    /** Calls below a base address, with the same headers each time. */
    Json(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public JsonNode get(String path) {
        return call("GET", path, "", headers);
    }

    public JsonNode send(String method, String path, String body) {
        return call(method, path, body, headers);
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws IllegalStateException if the answer is no success
     */
    public JsonNode call(String method, String path, String body, Map<String, String> given) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        given.forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
