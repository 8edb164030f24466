package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpServer.SN;
import static io.punchgate.command.gateway.tcp.TcpServer.TOKEN;
import static io.punchgate.command.gateway.tcp.TcpServer.punch;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.GatewaysApplication;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.runtime.sql.ConnectionPools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class TcpInTheProcessTest {

    @Test
    void givenProcess_whenItRuns_thenDevicesConnectAndGetTheirCommandsAtOnce(@TempDir Path data)
            throws IOException, InterruptedException {
        try (ConfigurableApplicationContext process = GatewaysApplication.run(data);
                HttpClient http = HttpClient.newHttpClient()) {
            CommandGateway commands = process.getBean(CommandGateway.class);
            DevicePort server = process.getBean("tcpPort", DevicePort.class);
            URI readiness = URI.create("http://127.0.0.1:"
                    + process.getEnvironment().getProperty("local.server.port") + "/actuator/health/readiness");
            var unused = commands.sendAndWait(DevicesInMemory.registration(SN, TOKEN, 180, true));
            try (DeviceSocket device = new DeviceSocket(server.port())) {
                assertThat(device.ask(TcpServer.AUTH)).startsWith("{\"ok\":true");
                assertThat(device.ask(punch("1", "1"))).isEqualTo("{\"id\":1,\"ok\":true}");
                var queued = commands.sendAndWait(new QueueInstruction(SN, "c1", "reboot", null, Instant.EPOCH));
                assertThat(queued).isNotNull();
                assertThat(device.read()).isEqualTo("{\"op\":\"cmd\",\"id\":\"c1\",\"cmd\":\"reboot\",\"data\":{}}");
            }
            assertThat(status(http, readiness)).isEqualTo(200);
            server.stop();
            assertThat(status(http, readiness)).isEqualTo(503);
        }
    }

    @Test
    void givenReadersHoldEveryConnectionOfTheirs_whenAPunchComes_thenItIsStored(@TempDir Path data) throws Exception {
        try (ConfigurableApplicationContext process =
                        GatewaysApplication.run(data, "--punchgate.database.reading-connections-max=1");
                Connection held =
                        process.getBean(ConnectionPools.class).reading().getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            var unused = process.getBean(CommandGateway.class)
                    .sendAndWait(DevicesInMemory.registration(SN, TOKEN, 180, true));
            try (DeviceSocket device = new DeviceSocket(
                    process.getBean("tcpPort", DevicePort.class).port())) {
                assertThat(device.ask(TcpServer.AUTH)).startsWith("{\"ok\":true");
                assertThat(device.ask(punch("1", "1"))).isEqualTo("{\"id\":1,\"ok\":true}");
            }
        }
    }

    @Test
    void givenEnvironment_whenRead_thenTheSettings() {
        Map<String, Object> environment = Map.of(
                "PUNCHGATE_TCP_PORT", "7071",
                "PUNCHGATE_TCP_CONNECTIONS_MAX", "5",
                "PUNCHGATE_TCP_TLS_CERTIFICATE", "c.pem",
                "PUNCHGATE_TCP_TLS_KEY", "k.pem");
        Binder binder = new Binder(ConfigurationPropertySources.from(
                new SystemEnvironmentPropertySource("test-systemEnvironment", environment)));
        assertThat(binder.bind("punchgate", TcpSettings.class).get())
                .isEqualTo(new TcpSettings(7071, 5, Path.of("c.pem"), Path.of("k.pem")));
    }

    private static int status(HttpClient http, URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
