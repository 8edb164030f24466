package io.punchgate.command.gateway.isapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.runtime.access.FailedAuthentications;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** The event push on a real socket, before that instruction gateway. */
final class IsapiServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");
    private static final int SWALLOWED_BYTES_MAX = 16 * 1024 * 1024;

    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    IsapiServer(CommandGateway commands) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ReportInbox inbox = Inboxes.before(commands, clock);
        FailureAnswers failures = new FailureAnswers(new AuthenticationFailures(new FailedAuthentications(300, clock)));
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        tomcat.addProtocolHandlerCustomizers(
                handler -> handler.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
        tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("maxSwallowSize", Integer.toString(SWALLOWED_BYTES_MAX)),
                connector -> connector.setProperty("connectionTimeout", "2000"),
                connector -> connector.setProperty("keepAliveTimeout", "60000"));
        server = tomcat.getWebServer(
                new IsapiGateway()
                        .isapiFilter(new IsapiCalls(inbox, new RowStore(inbox), Inboxes.bodies(inbox)), failures),
                new ServletRegistrationBean<>(new NothingElse(), "/d/*"));
        server.start();
    }

    /** Stands for the servlet that the paths belong to. */
    private static final class NothingElse extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    int port() {
        return server.getPort();
    }

    HttpResponse<String> post(String path, String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
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
    }
}
