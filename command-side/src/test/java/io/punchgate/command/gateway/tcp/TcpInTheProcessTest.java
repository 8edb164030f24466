package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.Gate.SN;
import static io.punchgate.command.gateway.tcp.Gate.TOKEN;
import static io.punchgate.command.gateway.tcp.Gate.punch;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.InstructionNotice;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.TrackingProcessors;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.start.PunchgateApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class TcpInTheProcessTest {

    /** The gateways and the devices over the real log. */
    @EnableAutoConfiguration
    @ComponentScan({"io.punchgate.command.gateway", "io.punchgate.command.device", "io.punchgate.command.lane"})
    @Import(RuntimeConfiguration.class)
    static class Gateways {

        @Bean
        InitializingBean commandSchema(DataSource dataSource) {
            return () -> Migrations.migrate(dataSource, "command");
        }

        @Bean
        ConfigurerModule processors() {
            return configurer -> TrackingProcessors.registerListener(
                    configurer.eventProcessing(), InstructionNotice.PROCESSING_GROUP);
        }
    }

    @Test
    void givenProcess_whenItRuns_thenDevicesConnectAndGetTheirCommandsAtOnce(@TempDir Path data)
            throws IOException, InterruptedException {
        try (ConfigurableApplicationContext process = PunchgateApplication.of(Gateways.class, "command-side")
                        .run(
                                "--server.port=0",
                                "--punchgate.tcp-port=0",
                                "--punchgate.data-dir=" + data,
                                "--spring.datasource.url=" + TestDatabase.freshUrl());
                HttpClient http = HttpClient.newHttpClient()) {
            CommandGateway commands = process.getBean(CommandGateway.class);
            TcpServer server = process.getBean(TcpServer.class);
            URI readiness = URI.create("http://127.0.0.1:"
                    + process.getEnvironment().getProperty("local.server.port") + "/actuator/health/readiness");
            var unused = commands.sendAndWait(DevicesInMemory.registration(SN, TOKEN, 180, true));
            try (DeviceSocket device = new DeviceSocket(server.port())) {
                assertThat(device.ask(Gate.AUTH)).startsWith("{\"ok\":true");
                assertThat(device.ask(punch("1", "1"))).isEqualTo("{\"id\":1,\"ok\":true}");
                var queued = commands.sendAndWait(new QueueInstruction(SN, "c1", "reboot", "{}", Instant.EPOCH));
                assertThat(queued).isNotNull();
                assertThat(device.read()).isEqualTo("{\"op\":\"cmd\",\"id\":\"c1\",\"cmd\":\"reboot\",\"data\":{}}");
            }
            assertThat(status(http, readiness)).isEqualTo(200);
            server.stop();
            assertThat(status(http, readiness)).isEqualTo(503);
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
