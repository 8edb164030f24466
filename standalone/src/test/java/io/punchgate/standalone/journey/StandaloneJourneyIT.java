package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The main job in one process with its embedded database, and the tools and examples beside it. */
class StandaloneJourneyIT extends PunchReachesCustomer {

    private static final Duration SOON = Duration.ofSeconds(20);

    StandaloneJourneyIT(@TempDir Path folder) {
        super(Installation.standalone(folder, Installation.STANDALONE));
    }

    @Test
    void givenADeveloper_whenListening_thenTheirMachineGetsWhatTheCallbackGets(@TempDir Path folder) throws Exception {
        Program.assumeInterruptible();
        try (CustomerServer customer = new CustomerServer();
                CustomerServer developer = new CustomerServer()) {
            Company company = Company.register(installation, "listens");
            company.setCallback(customer.uri(), "[1,1,1]");
            JsonNode device = company.register("LISTENS-1");
            Map<String, String> headers = Map.of(
                    "sn", "LISTENS-1", "auth-token", device.get("auth_token").asString());
            Files.writeString(folder.resolve("key"), company.apiKey());
            Files.writeString(
                    folder.resolve("token"), device.get("callback_token").asString());

            try (Program tool = listen(folder, developer)) {
                tool.awaitOutput("Listening to");
                developer.failNext(1);
                company.punch(headers, Load.punchOf("first"));
                company.punch(headers, Load.punchOf("second"));
                tool.awaitOutput("LISTENS-1 second CheckIn");
                tool.awaitOutput(" -> 500 ");
                tool.interrupt();
                assertThat(tool.exitCode()).as(tool.output()).isZero();
            }
            company.punch(headers, "{\"user_id\":\"third\",\"att_time\":\"2026-06-21 18:00:00\"}");
            try (Program tool = listen(folder, developer)) {
                tool.awaitOutput("LISTENS-1 third BreakOut");
            }

            await().atMost(SOON).until(() -> customer.pushes().size() == 3);
            assertThat(developer.pushes().stream().map(StandaloneJourneyIT::withoutTime))
                    .containsExactlyElementsOf(customer.pushes().stream()
                            .map(StandaloneJourneyIT::withoutTime)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "spring", "odoo", "erpnext"})
    void givenAReceiverOfTheExamples_whenPunchesArePushed_thenItBooksEachOnceAndAcknowledges(
            String receiver, @TempDir Path folder) throws Exception {
        Company company = Company.register(installation, "receives-" + receiver);
        int port = Program.freePort();
        String secret =
                company.setCallback(URI.create("http://127.0.0.1:" + port + Examples.path(receiver)), "[1,1,1,1,1,1]");
        JsonNode device = company.register("RECEIVES-" + receiver);
        Map<String, String> headers = Map.of(
                "sn",
                "RECEIVES-" + receiver,
                "auth-token",
                device.get("auth_token").asString());
        var receiving = new Examples.Receiving(
                secret,
                device.get("callback_token").asString(),
                device.get("service_tag_id").asString());

        try (Program program = Examples.receiver(receiver, folder, port, receiving)) {
            program.awaitOutput(Integer.toString(port));
            company.punch(headers, Load.punchOf("1001"));
            company.punch(headers, Load.punchOf("1002"));
            await().atMost(SOON)
                    .until(() ->
                            company.read("deliveries/summary").get("delivered").asInt() == 2);
            assertThat(forged(port, receiver).body()).contains("error");
            assertThat(program.output().lines().filter(line -> line.startsWith("100")))
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("1001 "),
                            second -> assertThat(second).startsWith("1002 "));
        }
    }

    /** A push of nobody's: neither signature nor token are right. */
    private static Http.Answer forged(int port, String receiver) throws IOException {
        Map<String, String> headers = Map.of(
                "webhook-id", "forged000000",
                "webhook-timestamp", Long.toString(Instant.now().getEpochSecond()),
                "webhook-signature", "v1,AAAA");
        String path = Examples.path(receiver);
        URI uri = URI.create("http://127.0.0.1:" + port + path + (path.contains("?") ? "&" : "?") + "stgid=ST-1");
        return new Http().send("POST", uri, headers, """
                {"RealTime":{"OperationID":"forged000000","SerialNumber":"X","AuthToken":"x","PunchLog":{"Type":"CheckIn",
                "InputType":"Face","UserId":"1001","LogTime":"2026-06-21 09:30:00 GMT +0530"}}}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "js", "java"})
    void givenADeviceOfTheExamples_whenItReports_thenThePunchIsRecorded(String kind, @TempDir Path folder)
            throws Exception {
        Company company = Company.register(installation, "reports-" + kind);
        Map<String, String> device = company.device("REPORTS-" + kind);

        try (Program program =
                Examples.device(kind, folder, installation.commandSide().toString(), device, "a\"b")) {
            program.endInput();
            assertThat(program.exitCode()).as(program.output()).isZero();
        }

        JsonNode punches = company.read("punches").get("data");
        assertThat(punches).hasSize(1);
        assertThat(punches.get(0).get("user_id").asString()).isEqualTo("a\"b");
        assertThat(punches.get(0).get("type").asString()).isEqualTo("CheckIn");
        assertThat(punches.get(0).get("clock_suspect").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"js", "java"})
    void givenAGateOutOfReach_whenADeviceIsKilledAndStartedAgain_thenWhatItKeptIsReportedOnceInOrder(
            String kind, @TempDir Path folder) throws Exception {
        Company company = Company.register(installation, "keeps-" + kind);
        Map<String, String> device = company.device("KEEPS-" + kind);
        String nowhere = "http://127.0.0.1:" + Program.freePort();
        try (Program program = Examples.device(kind, folder, nowhere, device, "first", "second")) {
            await().atMost(SOON).until(() -> kept(folder) == 2);
            program.kill();
        }
        try (Program program =
                Examples.device(kind, folder, installation.commandSide().toString(), device, "third")) {
            program.endInput();
            assertThat(program.exitCode()).as(program.output()).isZero();
        }

        List<String> users = new ArrayList<>();
        company.read("punches")
                .get("data")
                .forEach(punch -> users.add(punch.get("user_id").asString()));
        assertThat(users).containsExactly("first", "second", "third");
        assertThat(kept(folder)).isZero();
    }

    private static long kept(Path folder) throws IOException {
        Path queue = folder.resolve("punches");
        if (!Files.exists(queue)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(queue)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    private Program listen(Path folder, CustomerServer developer) {
        return Program.start(
                folder,
                Map.of(),
                List.of(
                        Program.JAVA.toString(),
                        "-jar",
                        Installation.STANDALONE.toAbsolutePath().toString(),
                        "listen",
                        "--url=" + installation.querySide(),
                        "--key-file=key",
                        "--callback-token-file=token",
                        "--forward-to=" + developer.uri()));
    }

    private static String withoutTime(CustomerServer.Push push) {
        return push.uri() + push.body().toString().replaceFirst("\"Time\":\"[^\"]*\"", "");
    }
}
