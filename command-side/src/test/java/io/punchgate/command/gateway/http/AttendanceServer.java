package io.punchgate.command.gateway.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.json.AttendanceCalls;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.web.connection.ConnectionConfiguration;
import io.punchgate.runtime.web.connection.ConnectionLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/** The API on a real socket, before the real aggregate with its events in memory. */
final class AttendanceServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");
    static final String SN = "SN7A2300583";
    static final String TOKEN = "token-1";

    private static final ConnectionLimits SHORT =
            new ConnectionLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), 100, 100, 100);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AttendanceServer(int failuresPerMinute) {
        this(failuresPerMinute, null);
    }

    /** With another instruction gateway than the one of the devices, to fail as it pleases. */
    AttendanceServer(int failuresPerMinute, @Nullable CommandGateway commands) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ReportInbox inbox = Inboxes.before(commands == null ? devices.commands() : commands, clock);
        AttendanceCalls calls = new AttendanceCalls(inbox, clock);
        FailureAnswers failures =
                new FailureAnswers(new AuthenticationFailures(new FailedAuthentications(failuresPerMinute, clock)));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        tomcat.addProtocolHandlerCustomizers(
                handler -> handler.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
        tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("maxSwallowSize", maxSwallowSize()),
                connector -> connector.setProperty("connectionTimeout", "2000"),
                connector -> connector.setProperty("keepAliveTimeout", "60000"));
        ConnectionConfiguration.limit(tomcat, SHORT, new SimpleMeterRegistry());
        server = tomcat.getWebServer(new HttpGateway().attendanceServlet(calls, Inboxes.bodies(inbox), failures));
        server.start();
        register(SN, null, true);
    }

    void register(String sn, @Nullable Subscription subscription, boolean enabled) {
        DeviceSettings settings = new DeviceSettings(
                "acme",
                "Main Gate",
                "Asia/Kolkata",
                "ST-1",
                subscription,
                Map.of("9", PunchType.MealIn),
                Map.of(),
                PunchType.CheckIn,
                60,
                180,
                TransportAuth.SECRETS_ONLY.fields(),
                enabled);
        devices.register(new RegisterDevice(sn, settings, Tokens.sha256Hex(TOKEN), "secret-1", "bb", NOW));
    }

    /** As the command side sets it. */
    private static String maxSwallowSize() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("runtime.yml"));
        Properties settings = Objects.requireNonNull(yaml.getObject());
        return Long.toString(DataSize.parse(settings.getProperty("server.tomcat.max-swallow-size"))
                .toBytes());
    }

    int port() {
        return server.getPort();
    }

    /** The device's events after its registration. */
    List<Object> events(String sn) {
        List<Object> events = devices.events(Streams.device(sn));
        return events.subList(1, events.size());
    }

    HttpResponse<String> post(String operation, String body) {
        return send(request(operation, SN, TOKEN).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String operation) {
        return send(request(operation, SN, TOKEN).GET());
    }

    HttpRequest.Builder request(String operation, String sn, String token) {
        return request(operation).header("SN", sn).header("Auth-Token", token);
    }

    HttpRequest.Builder request(String operation) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/attendance/v1/" + operation));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop();
        devices.close();
    }
}
