package io.punchgate.query;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.Role;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.TestLogging;
import io.punchgate.runtime.access.ApiKey;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole query side on a socket, with a log that tests write. As a registered extension in a static field it ends with the
 * test class.
 */
public final class RunningQuerySide implements AfterAllCallback, AutoCloseable {

    /** Shows the metrics, and why a part does not serve. */
    public static final String METRICS_TOKEN = "test-metrics-token-of-at-least-32-characters";

    private static final String ADMIN_TOKEN = "test-admin-token-of-at-least-32-characters";

    /** The instant at which API keys are issued: later than all other events of tests. */
    private static final Instant KEYS_AT = Instant.parse("2026-12-31T00:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final ConfigurableApplicationContext context;
    private final TransactionTemplate transaction;

    /** Starts it on a database of its own. */
    public RunningQuerySide() {
        this(TestDatabase.freshUrl());
    }

    /** Starts it on that database, with more arguments. */
    public RunningQuerySide(String databaseUrl, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--axon.axonserver.enabled=false",
                "--spring.jpa.hibernate.ddl-auto=none",
                "--spring.jpa.open-in-view=false",
                "--spring.flyway.enabled=false",
                "--spring.threads.virtual.enabled=true",
                "--punchgate.admin-token=" + ADMIN_TOKEN,
                "--punchgate.metrics-token=" + METRICS_TOKEN,
                "--management.endpoints.web.exposure.include=health,prometheus",
                "--management.endpoint.health.show-components=always",
                "--management.endpoint.health.show-details=when-authorized",
                "--management.endpoint.health.group.readiness.include=db,projections",
                "--spring.datasource.url=" + databaseUrl));
        arguments.addAll(List.of(more));
        TestLogging.keep();
        this.context = new SpringApplicationBuilder(Application.class).run(arguments.toArray(String[]::new));
        this.transaction = new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    /** A bean of it. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Appends events to a stream, in one transaction. */
    public void append(String stream, Instant at, DomainEvent... events) {
        List<StoredEvent> stored = new ArrayList<>();
        synchronized (sequences) {
            for (DomainEvent event : events) {
                long sequence = sequences.compute(stream, (same, last) -> (last == null ? lastStored(same) : last) + 1);
                stored.add(new StoredEvent(UUID.randomUUID().toString(), stream, sequence, at, event));
            }
        }
        transaction.executeWithoutResult(status -> bean(EventLog.class).append(stored));
    }

    /** Of a log that another one began. */
    private long lastStored(String stream) {
        String sql = "select coalesce(max(sequence), -1) from log.event where stream = ?";
        return bean(JdbcClient.class).sql(sql).param(stream).query(Long.class).single();
    }

    /** Asks as the operator. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET(), null, Role.INTEGRATOR);
    }

    /** Asks with that token, or with none. */
    public HttpResponse<String> getWith(@Nullable String token, String path) {
        HttpRequest.Builder request = request(path).GET();
        return send(
                token == null ? request : request.header("Authorization", "Bearer " + token), BodyHandlers.ofString());
    }

    /** Asks with an API key of that customer and role. */
    public HttpResponse<String> getAs(String customerId, Role role, String path) {
        return send(request(path).GET(), customerId, role);
    }

    /** Asks as the operator, or with an integrator's key, by any method and with more headers, for a body of any type. */
    public <T> HttpResponse<T> ask(
            String method, @Nullable String customerId, String path, BodyHandler<T> body, String... headers) {
        String token = customerId == null ? ADMIN_TOKEN : key(customerId, Role.INTEGRATOR);
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.noBody());
        request.header("Authorization", "Bearer " + token);
        return send(headers.length == 0 ? request : request.headers(headers), body);
    }

    /** Posts nothing, with that token. */
    public HttpResponse<String> postWith(String token, String path) {
        return send(
                request(path).POST(BodyPublishers.noBody()).header("Authorization", "Bearer " + token),
                BodyHandlers.ofString());
    }

    /** Posts as the operator, or with an auditor's key of that customer. */
    public HttpResponse<String> post(@Nullable String customerId, String path, String body) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        return send(request.POST(BodyPublishers.ofString(body)), customerId, Role.AUDITOR);
    }

    /** Deletes as the operator, or with an auditor's key of that customer. */
    public HttpResponse<String> delete(@Nullable String customerId, String path) {
        return send(request(path).DELETE(), customerId, Role.AUDITOR);
    }

    /** The body of an answer. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** The address of a path of it. */
    public URI uri(String path) {
        return URI.create(
                "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, @Nullable String customerId, Role role) {
        String token = customerId == null ? ADMIN_TOKEN : key(customerId, role);
        return send(request.header("Authorization", "Bearer " + token), BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The API key of that customer and role. */
    public String key(String customerId, Role role) {
        return keys.computeIfAbsent(customerId + role, ignored -> {
            ApiKey key = ApiKey.generate(customerId, "key-" + keys.size());
            var issued = new ApiKeyIssued(customerId, key.keyId(), "test", role, key.hash(), null, null, KEYS_AT);
            append(Streams.customer(customerId), KEYS_AT, issued);
            return key.text();
        });
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(QuerySide.class)
    static class Application {}
}
