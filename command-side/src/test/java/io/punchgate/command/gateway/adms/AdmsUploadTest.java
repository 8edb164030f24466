package io.punchgate.command.gateway.adms;

import static io.punchgate.command.gateway.adms.AdmsServer.NOW;
import static io.punchgate.command.gateway.adms.AdmsServer.PATH_TOKEN;
import static io.punchgate.command.gateway.adms.AdmsServer.SN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.lane.LaneFull;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmsUploadTest {

    private static final int MIB = 1024 * 1024;
    private static final String ROW = "31\t2026-06-21 09:30:00\t0\t1\t0\t0\t0\n";

    private AdmsServer server;

    @SuppressWarnings("NullAway.Init")
    AdmsUploadTest() {}

    @BeforeEach
    void start() {
        server = new AdmsServer(300);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenCapturedRows_whenUploaded_thenStoredWithTheCodesOfThisProtocol() {
        HttpResponse<String> answer = server.attLog("""
                31\t2026-06-21 09:30:00\t0\t1\t0\t0\t0\r
                5_4968\t2026-06-17 08:00:00\t2\t1\t\t0\t0\r
                \r
                2\t2026-06-20 16:00:20\t1\t15\t\t0\t0\t\t\t43
                2\t2026-06-20 16:33:44\t255\t25\t0\t0\t0\t0\t0\t0
                9\t2026-06-20 17:00:00
                """);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("OK: 5");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(server.events(SN, PunchRecorded.class))
                .extracting(
                        PunchRecorded::userId, PunchRecorded::type, PunchRecorded::inputType, PunchRecorded::stateRaw)
                .containsExactly(
                        tuple("31", PunchType.CheckIn, InputType.Fingerprint, "0"),
                        tuple("5_4968", PunchType.BreakOut, InputType.Fingerprint, "2"),
                        tuple("2", PunchType.CheckOut, InputType.Face, "1"),
                        tuple("2", null, InputType.Palm, "255"),
                        tuple("9", null, InputType.Others, null));
        PunchRecorded first = server.events(SN, PunchRecorded.class).getFirst();
        assertThat(first.time()).isEqualTo("2026-06-21T04:00:00Z");
        assertThat(first.transport()).isEqualTo("adms");
    }

    @Test
    void givenRowsSentAgain_whenUploaded_thenCountedAndNothingChanges() {
        server.attLog(ROW);
        assertThat(server.attLog(ROW + ROW).body()).isEqualTo("OK: 2");
        assertThat(server.events(SN, PunchRecorded.class)).hasSize(1);
    }

    @Test
    void givenUnreadableRows_whenUploaded_thenCountedAndKept() {
        String endless = "x".repeat(10_000);
        assertThat(server.attLog(ROW + "junk\n" + endless + "\n").body()).isEqualTo("OK: 3");
        assertThat(server.attLog("only junk").body()).isEqualTo("OK: 1");
        assertThat(server.events(SN, PunchRecorded.class)).hasSize(1);
        assertThat(server.events(SN, ReportRejected.class))
                .extracting(ReportRejected::raw, ReportRejected::transport)
                .containsExactly(
                        tuple("junk", "adms"), tuple(endless.substring(0, 4_096), "adms"), tuple("only junk", "adms"));
    }

    @Test
    void givenBodyOfNothingButJunk_whenUploaded_thenKeptInABoundedNumberOfRecords() {
        assertThat(server.attLog("x\n".repeat(20_000)).body()).isEqualTo("OK: 20000");
        List<ReportRejected> kept = server.events(SN, ReportRejected.class);
        assertThat(kept).hasSizeBetween(1_000, 1_100);
        assertThat(kept.stream()
                        .mapToInt(record -> Objects.requireNonNull(record.raw()).split("\n").length)
                        .sum())
                .isEqualTo(20_000);
    }

    @Test
    void givenBacklogOfThousands_whenUploaded_thenAllStored() {
        String backlog = IntStream.range(0, 5_000)
                .mapToObj(n -> "%d\t2026-06-20 10:%02d:%02d\t0\t1\n".formatted(n % 7, n / 60 % 60, n % 60))
                .collect(Collectors.joining());
        assertThat(server.attLog(backlog).body()).isEqualTo("OK: 5000");
        assertThat(server.events(SN, PunchRecorded.class)).hasSize(5_000);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true"})
    void givenDisabledOrWithoutSubscription_whenUploaded_thenForbiddenAndNothingIsStored(
            boolean enabled, boolean handshakes) {
        Subscription ended = new Subscription(NOW.minusSeconds(20), NOW.minusSeconds(10));
        server.register("SN2", ended, TransportAuth.SECRETS_ONLY, enabled);
        String address = "/d/" + PATH_TOKEN + "/iclock/cdata?SN=SN2";
        for (String body : new String[] {ROW, "junk", ""}) {
            HttpResponse<String> answer = server.post(address + "&table=ATTLOG", body);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).doesNotContainIgnoringCase("ok");
        }
        assertThat(server.events("SN2", PunchRecorded.class)).isEmpty();
        assertThat(server.events("SN2", ReportRejected.class)).isEmpty();
        assertThat(server.get(address + "&options=all").statusCode()).isEqualTo(handshakes ? 200 : 403);
    }

    @Test
    void givenBodyBeyondTheLimit_whenUploaded_thenTooLargeAndNothingIsStored() {
        String limit = ROW + " ".repeat(4 * MIB - ROW.length());
        HttpResponse<String> answer = server.attLog(limit + " ");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).doesNotContainIgnoringCase("ok");
        assertThat(server.events(SN, PunchRecorded.class)).isEmpty();
        assertThat(server.attLog(limit).body()).isEqualTo("OK: 1");
    }

    @Test
    void givenFullLane_whenUploaded_thenUnavailableWithoutOk() {
        try (AdmsServer refusing = new AdmsServer(
                300,
                DefaultCommandGateway.builder().commandBus(new FullCommandBus()).build())) {
            HttpResponse<String> answer = refusing.attLog(ROW);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(answer.body()).doesNotContainIgnoringCase("ok");
        }
    }

    @Test
    void givenRtLog_whenUploaded_thenPunchesAreStoredAndDoorEventsOnlyAcknowledged() {
        String address = "/d/" + PATH_TOKEN + "/iclock/cdata?SN=" + SN + "&table=rtlog";
        HttpResponse<String> answer = server.post(address, """
                time=2026-06-20 14:13:48\tpin=2\tcardno=0\teventaddr=1\tevent=3\tinoutstatus=0\tverifytype=15\tindex=140\r
                time=2026-06-20 14:13:49\tpin=0\tcardno=0\teventaddr=1\tevent=200\tinoutstatus=2\tverifytype=200\tindex=141\r
                """);
        assertThat(answer.body()).isEqualTo("OK");
        assertThat(server.events(SN, PunchRecorded.class))
                .extracting(PunchRecorded::userId, PunchRecorded::type, PunchRecorded::inputType)
                .containsExactly(tuple("2", PunchType.CheckIn, InputType.Face));
        assertThat(server.events(SN, ReportRejected.class)).isEmpty();
    }

    private static final class FullCommandBus extends SimpleCommandBus {

        FullCommandBus() {
            super(SimpleCommandBus.builder());
        }

        @Override
        protected <C, R> void doDispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            throw new LaneFull(Duration.ofSeconds(7));
        }
    }
}
