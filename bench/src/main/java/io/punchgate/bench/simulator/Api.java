package io.punchgate.bench.simulator;

import io.punchgate.bench.device.GatewayAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operators' or the integrators' API, with its bearer token. */
final class Api implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http = GatewayAddress.httpClient();
    private final URI url;
    private final String token;

    Api(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Answers that are no success, and everything that keeps one from coming, are told in words for a person. */
    JsonNode call(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("cannot reach " + url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (answer.statusCode() / 100 != 2) {
            String hint = answer.statusCode() == 401 ? " (is it the token of this installation?)" : "";
            throw new IOException(
                    method + " " + path + " answered " + answer.statusCode() + hint + ": " + answer.body());
        }
        try {
            return MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (JacksonException e) {
            throw new IOException(url + path + " does not answer as Punchgate does", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
