package io.punchgate.command.gateway.adms;

import static io.punchgate.command.gateway.adms.AdmsServer.PATH_TOKEN;
import static io.punchgate.command.gateway.adms.AdmsServer.SN;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows as devices were seen to send them, each uploaded by itself, and what is stored. {@code |} stands for a tab. */
class CapturedRowsTest {

    private static final String ADDRESS = "/d/" + PATH_TOKEN + "/iclock/cdata?SN=" + SN + "&table=";

    private AdmsServer server;

    @SuppressWarnings("NullAway.Init")
    CapturedRowsTest() {}

    @BeforeEach
    void start() {
        server = new AdmsServer(300);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "31|2026-10-05 06:58:10|0|1|0|0|0; 31; 2026-10-05T06:58:10; CheckIn; 0; Fingerprint; 1; true",
                "5_4968|2026-06-17 08:00:00|0|1||0|0; 5_4968; 2026-06-17T08:00; CheckIn; 0; Fingerprint; 1; false",
                "2|2022-07-12 16:00:20|1|15||0|0|||43; 2; 2022-07-12T16:00:20; CheckOut; 1; Face; 15; true",
                "2|2026-07-20 16:33:44|255|15|0|0|0|0|0|0; 2; 2026-07-20T16:33:44; -; 255; Face; 15; true",
                "7|2026-06-20 13:00:00|2|3; 7; 2026-06-20T13:00; BreakOut; 2; Password; 3; false",
                "7|2026-06-20 13:30:00|3|0; 7; 2026-06-20T13:30; BreakIn; 3; Password; 0; false",
                "7|2026-06-20 18:00:00|4|2; 7; 2026-06-20T18:00; OverTimeIn; 4; Card; 2; false",
                "7|2026-06-20 20:00:00|5|25; 7; 2026-06-20T20:00; OverTimeOut; 5; Palm; 25; false",
                "7|2026-06-20 21:00:00|0|200; 7; 2026-06-20T21:00; CheckIn; 0; Others; 200; false"
            })
    void givenCapturedRow_whenUploaded_thenStored(
            String row,
            String user,
            LocalDateTime local,
            @Nullable PunchType type,
            String stateRaw,
            InputType input,
            String inputRaw,
            boolean suspect) {
        assertThat(server.attLog(row.replace('|', '\t') + "\n").body()).isEqualTo("OK: 1");
        PunchRecorded stored = onlyPunch();
        assertThat(stored.userId()).isEqualTo(user);
        assertThat(stored.localTime()).isEqualTo(local);
        assertThat(stored.offset()).isEqualTo("+05:30");
        assertThat(row).contains("|" + stored.attTimeRaw() + "|");
        assertThat(stored.type()).isEqualTo(type);
        assertThat(stored.assumedType()).isEqualTo(type == null ? PunchType.CheckIn : null);
        assertThat(stored.stateRaw()).isEqualTo(stateRaw);
        assertThat(stored.inputType()).isEqualTo(input);
        assertThat(stored.inputRaw()).isEqualTo(inputRaw);
        assertThat(stored.clockSuspect()).isEqualTo(suspect);
        assertThat(stored.transport()).isEqualTo("adms");
        assertThat(server.events(SN, ReportRejected.class)).isEmpty();
    }

    @Test
    void givenCapturedRowOfAnAccessControlModel_whenUploaded_thenStored() {
        String row =
                "time=2026-02-23 14:13:48|pin=2|cardno=0|eventaddr=1|event=3|inoutstatus=0|verifytype=15|index=140|"
                        + "maskflag=0|temperature=0\r\n";
        assertThat(server.post(ADDRESS + "rtlog", row.replace('|', '\t')).body())
                .isEqualTo("OK");
        PunchRecorded stored = onlyPunch();
        assertThat(stored.userId()).isEqualTo("2");
        assertThat(stored.localTime()).isEqualTo("2026-02-23T14:13:48");
        assertThat(stored.type()).isEqualTo(PunchType.CheckIn);
        assertThat(stored.inputType()).isEqualTo(InputType.Face);
        assertThat(stored.temperature()).isNull();
        assertThat(stored.faceMask()).isNull();
    }

    @Test
    void givenCapturedOperationAndUserRows_whenUploaded_thenCountedAndNotStored() {
        String rows = "OPLOG\t6\t1\t1001\t2026-06-19 09:00:00\nUSER PIN=1001\tName=A\tPri=14\tPasswd=\n";
        assertThat(server.post(ADDRESS + "OPERLOG", rows).body()).isEqualTo("OK: 2");
        assertThat(server.events(SN, PunchRecorded.class)).isEmpty();
        assertThat(server.events(SN, ReportRejected.class)).isEmpty();
    }

    private PunchRecorded onlyPunch() {
        assertThat(server.events(SN, PunchRecorded.class)).hasSize(1);
        return server.events(SN, PunchRecorded.class).getFirst();
    }
}
