package io.punchgate.query.console.change;

import io.punchgate.query.console.session.Session;
import io.punchgate.runtime.web.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends changes to the command side, and to this side what it answers itself, as any client with that key would. */
@Component
@EnableConfigurationProperties(ApiSettings.class)
public final class Api implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    /** The test of a callback waits for the customer's server. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ApiSettings settings;
    private final Environment environment;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();

    Api(ApiSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Asks the command side.
     *
     * @param path encoded, from {@code /api/}
     * @throws Problem 503 if it does not answer
     */
    public Answer command(Session session, String method, String path, Map<String, ?> body) {
        @Nullable String url = settings.commandUrl();
        if (url == null || url.isBlank()) {
            throw new Problem(
                    503,
                    "unavailable",
                    "This process does not know its command side: set PUNCHGATE_CONSOLE_COMMANDURL.",
                    null);
        }
        return send(
                session, method, settings.isSelf() ? here(path) : URI.create(url.replaceAll("/+$", "") + path), body);
    }

    /** Asks this side's own API. */
    public Answer own(Session session, String method, String path, Map<String, ?> body) {
        return send(session, method, here(path), body);
    }

    private Answer send(Session session, String method, URI address, Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + session.key())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException e) {
            LOG.warn("{} {} was not answered: {}", method, address.getPath(), e.toString());
            throw new Problem(
                    503, "unavailable", "The command side does not answer; the change may not be made.", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable(RETRY_AFTER);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** The address of this process, over loopback unless it listens at another one only. */
    private URI here(String path) {
        String port = environment.getRequiredProperty("local.server.port");
        String host = environment.getProperty(
                "server.address", InetAddress.getLoopbackAddress().getHostAddress());
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + path);
    }

    @Override
    public void destroy() {
        client.close();
    }
}
