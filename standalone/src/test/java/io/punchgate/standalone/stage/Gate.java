package io.punchgate.standalone.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.document.DocumentedApi;
import io.punchgate.standalone.Standalone;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole product in this process, and its operator. */
public final class Gate implements AutoCloseable {

    public static final String ADMIN_TOKEN = "canaryAdminToken0123456789";

    public final int tcpPort = freePort();
    public final int mqttPort = freePort();
    public final int aifacePort = freePort();
    public final int anvizPort = freePort();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext process;

    /** Starts it, with its secrets in that folder, and with more arguments, which take the place of those of the same name. */
    public Gate(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--punchgate.tcp-port=" + tcpPort,
                "--punchgate.mqtt-port=" + mqttPort,
                "--punchgate.aiface-port=" + aifacePort,
                "--punchgate.anviz-port=" + anvizPort,
                "--punchgate.admin-token=" + ADMIN_TOKEN,
                "--punchgate.callback-allow=127.0.0.0/8",
                "--punchgate.data-dir=" + data,
                "--spring.datasource.url=" + TestDatabase.freshUrl()));
        for (String argument : more) {
            arguments.removeIf(known -> known.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
            arguments.add(argument);
        }
        process = Starts.start(Standalone.application(), arguments.toArray(String[]::new));
    }

    /** The operator's call, and its answer. */
    public JsonNode admin(String method, String path, String body) {
        return JsonMapper.shared()
                .readTree(text(method, "/api/admin/v1/" + path, body, "Authorization", "Bearer " + ADMIN_TOKEN));
    }

    /** The body of the answer, whatever its status. */
    public String text(String method, String path, String body, String... headers) {
        return answer(method, path, body.getBytes(StandardCharsets.UTF_8), headers)
                .body();
    }

    /** The answer, whatever its status. */
    public HttpResponse<String> answer(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(faults(method, path, answer)).isEmpty();
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The faults of an answer by the OpenAPI document. */
    private static List<String> faults(String method, String path, HttpResponse<String> answer) {
        if (answer.headers().firstValue("Content-Encoding").isPresent()) {
            return List.of(); // Packed, and asked for so.
        }
        @Nullable String type = answer.headers().firstValue("Content-Type").orElse(null);
        return DocumentedApi.published()
                .faults(method, path.split("\\?", 2)[0], answer.statusCode(), type, answer.body());
    }

    /** The calls that its endpoints serve. */
    public Map<RequestMappingInfo, HandlerMethod> calls() {
        return process.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    /** All rows of all tables, as text, but for those of the vault. */
    public List<String> rows() {
        JdbcClient jdbc = jdbc();
        return jdbc
                .sql(
                        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.relkind in ('r', 'p') and n.nspname in ('log', 'access', 'command', 'query')"
                                + " and c.relname <> 'secret'")
                .query(String.class)
                .list()
                .stream()
                .flatMap(table -> jdbc.sql("select t::text from " + table + " t").query(String.class).list().stream())
                .toList();
    }

    /** The JDBC URL of its database. */
    public String databaseUrl() {
        return process.getEnvironment().getRequiredProperty("spring.datasource.url");
    }

    /** Its database. */
    public JdbcClient jdbc() {
        return process.getBean(JdbcClient.class);
    }

    /** The address of a path; a whole address as it is. */
    public URI address(String path) {
        return path.startsWith("http://")
                ? URI.create(path)
                : URI.create("http://127.0.0.1:" + process.getEnvironment().getProperty("local.server.port") + path);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        Starts.end(process);
        http.close();
    }
}
