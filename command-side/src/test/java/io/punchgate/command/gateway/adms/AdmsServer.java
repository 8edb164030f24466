package io.punchgate.command.gateway.adms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** The protocol on a real socket, before the real aggregate with its events in memory. */
final class AdmsServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");
    static final String SN = "CO8G230760214";
    static final String PATH_TOKEN = "p4th-t0ken";
    private static final int SWALLOWED_BYTES_MAX = 16 * 1024 * 1024;

    private final DevicesInMemory devices = new DevicesInMemory();
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AdmsServer(int failuresPerMinute) {
        this(failuresPerMinute, null);
    }

    /** With another instruction gateway than the one of the devices, to fail as it pleases. */
    AdmsServer(int failuresPerMinute, @Nullable CommandGateway commands) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ReportInbox inbox = Inboxes.before(commands == null ? devices.commands() : commands, clock);
        AdmsCalls calls = new AdmsCalls(inbox, new RowStore(inbox), clock);
        AuthenticationFailures failures =
                new AuthenticationFailures(new FailedAuthentications(failuresPerMinute, clock));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        tomcat.addProtocolHandlerCustomizers(
                handler -> handler.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
        tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("maxSwallowSize", Integer.toString(SWALLOWED_BYTES_MAX)),
                connector -> connector.setProperty("connectionTimeout", "2000"),
                connector -> connector.setProperty("keepAliveTimeout", "60000"));
        server = tomcat.getWebServer(
                new AdmsGateway().admsServlet(new AdmsRequests(calls, Inboxes.bodies(inbox)), failures));
        server.start();
        register(SN, null, TransportAuth.SECRETS_ONLY, true);
    }

    void register(String sn, @Nullable Subscription subscription, TransportAuth transportAuth, boolean enabled) {
        DeviceSettings settings = new DeviceSettings(
                "acme",
                "Main Gate",
                "Asia/Kolkata",
                "ST-1",
                subscription,
                Map.of(),
                Map.of(),
                PunchType.CheckIn,
                60,
                180,
                transportAuth.fields(),
                enabled);
        devices.register(new RegisterDevice(sn, settings, "aa", "secret-1", Tokens.sha256Hex(PATH_TOKEN), NOW));
    }

    int port() {
        return server.getPort();
    }

    void queue(String sn, String id, String op, String data) {
        devices.commands().sendAndWait(new QueueInstruction(sn, id, op, data, NOW));
    }

    /** The device's events of that kind. */
    <E extends DeviceEvent> List<E> events(String sn, Class<E> kind) {
        return devices.events(Streams.device(sn)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    HttpResponse<String> post(String address, String body) {
        return send(request(address).POST(BodyPublishers.ofString(body, UTF_8)));
    }

    HttpResponse<String> get(String address) {
        return send(request(address).GET());
    }

    /** The upload of rows by the device that is known. */
    HttpResponse<String> attLog(String rows) {
        return post("/d/" + PATH_TOKEN + "/iclock/cdata?SN=" + SN + "&table=ATTLOG&Stamp=9999", rows);
    }

    /** The upload of rows packed so; an encoding that is empty is not told. */
    HttpResponse<String> packed(String encoding, byte[] body) {
        HttpRequest.Builder request = request("/d/" + PATH_TOKEN + "/iclock/cdata?SN=" + SN + "&table=ATTLOG")
                .POST(BodyPublishers.ofByteArray(body));
        return send(encoding.isEmpty() ? request : request.header("Content-Encoding", encoding));
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + address))
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
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
