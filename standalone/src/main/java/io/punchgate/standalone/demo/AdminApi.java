package io.punchgate.standalone.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The operator's API, called over loopback. */
final class AdminApi {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    private final RestClient client;

    private final String base;

    AdminApi(int port, String adminToken) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(READ_TIMEOUT);
        this.base = "http://127.0.0.1:" + port;
        this.client = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(base + "/api/admin/v1")
                .defaultHeader("Authorization", "Bearer " + adminToken)
                .build();
    }

    /** The resource, or empty if it is unknown. */
    Optional<JsonNode> find(String path) {
        try {
            return Optional.ofNullable(client.get().uri(path).retrieve().body(JsonNode.class));
        } catch (HttpClientErrorException e) {
            if (e.getStatusCode().equals(HttpStatus.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A link that logs the operator in to the console, once and soon. */
    String consoleLink() {
        return base
                + send(client.post(), base + "/console/login-links", Map.of())
                        .path("path")
                        .asString("");
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send(client.post(), path, body);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send(client.put(), path, body);
    }

    private static JsonNode send(RestClient.RequestBodyUriSpec request, String path, Map<String, ?> body) {
        JsonNode answer = request.uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class);
        if (answer == null) {
            throw new IllegalStateException("no answer from " + path);
        }
        return answer;
    }
}
