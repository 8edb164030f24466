package io.punchgate.command.gateway.adms;

import static io.punchgate.command.device.DevicesInMemory.PATH_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.GatewaysApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Devices before the whole process: its own connectors, the real lane and the real log. */
class AdmsInTheProcessTest {

    private static final String SN = "SN7A2300583";
    private static final int ROWS = 5_000;
    private static final int READ_WAIT_MILLIS = 20_000;

    /** Were every row a transaction of its own, there would be {@link #ROWS}; the lane takes 256 at a time. */
    private static final int TRANSACTIONS_MAX = 100;

    @Test
    void givenBacklogOfThousands_whenUploaded_thenStoredInFewTransactionsInOrder(@TempDir Path data)
            throws IOException, InterruptedException {
        try (ConfigurableApplicationContext process = GatewaysApplication.run(data);
                HttpClient http = HttpClient.newHttpClient()) {
            var unused = process.getBean(CommandGateway.class)
                    .sendAndWait(DevicesInMemory.registration(SN, "token-1", 180, true));
            HttpRequest upload = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                            + process.getEnvironment().getProperty("local.server.port") + "/d/" + PATH_TOKEN
                            + "/iclock/cdata?SN=" + SN + "&table=ATTLOG&Stamp=0"))
                    .POST(BodyPublishers.ofString(backlog(), UTF_8))
                    .build();
            assertThat(http.send(upload, BodyHandlers.ofString()).body()).isEqualTo("OK: " + ROWS);
            assertThat(http.send(upload, BodyHandlers.ofString()).body()).isEqualTo("OK: " + ROWS);

            JdbcClient jdbc = process.getBean(JdbcClient.class);
            assertThat(count(jdbc, "count(*)")).isEqualTo(ROWS);
            assertThat(count(jdbc, "count(distinct xmin::text)")).isLessThan(TRANSACTIONS_MAX);
            assertThat(users(process.getBean(EventStore.class)))
                    .isEqualTo(IntStream.range(0, ROWS).boxed().toList());
        }
    }

    @Test
    void givenPollWithRawBlanksAndBrackets_whenSent_thenAnsweredAsAnyOther(@TempDir Path data) throws IOException {
        try (ConfigurableApplicationContext process = GatewaysApplication.run(data)) {
            var unused = process.getBean(CommandGateway.class)
                    .sendAndWait(DevicesInMemory.registration(SN, "token-1", 180, true));
            for (String info : List.of("Ver 8.0.4.3,1,2", "Ver 6.60 Apr 28 2017|[a]", "x HTTP/1.0", "%zz")) {
                assertThat(poll(process, info)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nOK");
            }
        }
    }

    private static String poll(ConfigurableApplicationContext process, String info) throws IOException {
        int port = process.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_WAIT_MILLIS);
            socket.getOutputStream()
                    .write(("GET /d/" + PATH_TOKEN + "/iclock/getrequest?SN=" + SN + "&INFO=" + info
                                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String backlog() {
        return IntStream.range(0, ROWS)
                .mapToObj(n -> "%d\t2026-06-20 10:%02d:%02d\t0\t1\t0\t0\t0\n".formatted(n, n / 60 % 60, n % 60))
                .collect(Collectors.joining());
    }

    private static int count(JdbcClient jdbc, String what) {
        return Objects.requireNonNull(jdbc.sql("select " + what + " from log.event where type like '%punch-recorded%'")
                .query(Integer.class)
                .single());
    }

    private static List<Integer> users(EventStore events) {
        return events.readEvents(Streams.device(SN), 0)
                .asStream()
                .<Object>map(event -> event.getPayload())
                .filter(PunchRecorded.class::isInstance)
                .map(punch -> Integer.valueOf(((PunchRecorded) punch).userId()))
                .toList();
    }
}
