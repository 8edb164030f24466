package io.punchgate.standalone.transports;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicePatches;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.GatewaysApplication;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.start.PunchgateApplication;
import io.punchgate.standalone.broker.BrokerConfiguration;
import io.punchgate.standalone.stage.Starts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every gateway and the embedded broker over one inbox and the real log, and one device that may use all of them. */
final class Installed implements AutoCloseable {

    static final String SN = "SN7A2300583";
    static final String TOKEN = "token-1";
    /** The number in the registration of {@link DevicesInMemory} has it. */
    static final int ANVIZ_ID = 7;

    final int tcpPort = freePort();
    final int mqttPort = freePort();
    final int aifacePort = freePort();
    final int anvizPort = freePort();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext process;

    @EnableAutoConfiguration
    @Import({GatewaysApplication.class, BrokerConfiguration.class})
    static class AllGateways {}

    Installed(Path data) {
        process = Starts.start(
                PunchgateApplication.of(AllGateways.class, "command-side"),
                "--server.port=0",
                "--punchgate.tcp-port=" + tcpPort,
                "--punchgate.mqtt-port=" + mqttPort,
                "--punchgate.aiface-port=" + aifacePort,
                "--punchgate.anviz-port=" + anvizPort,
                "--punchgate.data-dir=" + data,
                "--spring.datasource.url=" + TestDatabase.freshUrl());
        var unused =
                process.getBean(CommandGateway.class).sendAndWait(DevicesInMemory.registration(SN, TOKEN, 180, true));
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + process.getEnvironment().getProperty("local.server.port") + path);
    }

    /** An address on the device's own path. */
    URI ownAddress(String path) {
        return address("/d/" + DevicesInMemory.PATH_TOKEN + path);
    }

    /** The answer's body; anything but a success is an error. */
    String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(request.method() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    void changeZone(String zone) {
        var unused = process.getBean(CommandGateway.class)
                .sendAndWait(new ChangeDevice(SN, DevicePatches.zone(zone), Instant.now()));
    }

    /** The device's punches, in the order recorded. */
    List<PunchRecorded> punches() {
        return process.getBean(EventStore.class)
                .readEvents(Streams.device(SN), 0)
                .asStream()
                .<Object>map(event -> event.getPayload())
                .filter(PunchRecorded.class::isInstance)
                .map(PunchRecorded.class::cast)
                .toList();
    }

    /** The punches in the ledger, by their wall clocks. */
    int ledgerRows() {
        return process.getBean(JdbcClient.class)
                .sql("select count(*) from command.punch_identity where kind not like '@%'")
                .query(Integer.class)
                .single();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Starts.end(process);
        http.close();
    }
}
