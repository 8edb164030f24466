package io.punchgate.command.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls over a real socket, with whatever bearer token. */
public record Operator(int port, @Nullable String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public Operator withToken(@Nullable String other) {
        return new Operator(port, other);
    }

    public Answer post(String path, String json) {
        return call("POST", path, json);
    }

    Answer call(String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    static Answer send(HttpRequest request) {
        try {
            return new Answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer that came back. */
    public record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String text(String key) {
            return json().path(key).asString("");
        }

        /** The body, once the status is the expected one. */
        public JsonNode expect(int status) {
            assertThat(status()).as(response.body()).isEqualTo(status);
            return response.body().isEmpty() ? JsonMapper.shared().createObjectNode() : json();
        }

        /** Expects problem details of that status and code. */
        public Answer expectProblem(int status, String code) {
            assertThat(expect(status).path("code").asString("")).isEqualTo(code);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(json().has("type") && json().has("title") && json().has("detail") && json().has("instance"))
                    .isTrue();
            return this;
        }
    }
}
