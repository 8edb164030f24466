package io.punchgate.command.gateway.adms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private static final Instant SUMMER = Instant.parse("2026-06-21T04:00:01Z");
    private static final Instant WINTER = Instant.parse("2026-01-21T04:00:01Z");

    private static String options(String query) {
        return OptionBlock.of("SN1", AdmsQuery.of(query), ZoneId.of("Asia/Kolkata"), SUMMER);
    }

    @Test
    void givenCurrentFirmware_whenItShakesHands_thenNamedStamps() {
        assertThat(options("SN=SN1&options=all&pushver=2.4.1&language=83").lines())
                .containsExactly(
                        "GET OPTION FROM: SN1",
                        "ATTLOGStamp=None",
                        "OPERLOGStamp=None",
                        "ATTPHOTOStamp=None",
                        "ErrorDelay=30",
                        "Delay=10",
                        "TransTimes=00:00;14:05",
                        "TransInterval=1",
                        "TransFlag=TransData AttLog",
                        "TimeZone=330",
                        "Realtime=1",
                        "Encrypt=0",
                        "ServerVer=2.4.1",
                        "PushProtVer=2.4.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "options=all&pushver=1.0.1", "pushver=2%0ARealtime=0"})
    void givenOlderFirmware_whenItShakesHands_thenPlainStamps(String query) {
        assertThat(options(query).lines())
                .contains("Stamp=None", "OpStamp=None", "PhotoStamp=None", "TransFlag=1000000000", "Realtime=1")
                .doesNotContain("ATTLOGStamp=None", "Realtime=0");
    }

    @Test
    void givenAccessControlModel_whenItShakesHands_thenItsOwnBlock() {
        assertThat(options("options=all&pushver=3.1.2&DeviceType=acc").lines())
                .contains("registry=ok", "PushProtVer=3.1.2", "RequestDelay=10", "Realtime=1")
                .anyMatch(line -> line.startsWith("RegistryCode="))
                .anyMatch(line -> line.startsWith("SessionID="));
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 330, 330",
        "Asia/Kathmandu, 345, 345",
        "UTC, 0, 0",
        "Europe/Berlin, 2, 1",
        "America/New_York, -4, -5",
        "America/St_Johns, -150, -210"
    })
    void givenZone_whenTold_thenWholeHoursElseMinutes(String zone, long summer, long winter) {
        assertThat(OptionBlock.timeZone(ZoneId.of(zone), SUMMER)).isEqualTo(summer);
        assertThat(OptionBlock.timeZone(ZoneId.of(zone), WINTER)).isEqualTo(winter);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/iclock/cdata, CDATA, -",
                "/iclock/cdata.aspx, CDATA, -",
                "/iclock/iclock/getrequest, GETREQUEST, -",
                "/d/s3cret_-/iclock/cdata, CDATA, s3cret_-",
                "/d/s3cret/iclock/iclock/devicecmd.ASPX, DEVICECMD, s3cret"
            })
    void givenPath_whenRead_thenEndpointAndToken(String path, AdmsOperation endpoint, @Nullable String token) {
        assertThat(AdmsAddress.of(path)).hasValue(new AdmsAddress(endpoint, token));
        assertThat(new AdmsAddress(endpoint, "s3cret").toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/iclock", "/iclock/", "/iclock/nothing", "/d/s3cret", "/d//iclock/cdata", "/d/a/b/iclock/cdata"
            })
    void givenPathOfNothing_whenRead_thenEmpty(String path) {
        assertThat(AdmsAddress.of(path)).isEmpty();
    }

    @Test
    void givenQueryInAnyCase_whenRead_thenFirstValueDecoded() {
        AdmsQuery query = AdmsQuery.of("sn=A%2D1&Table=ATTLOG&SN=B&INFO=100%&x");
        assertThat(query.value("sn")).isEqualTo("A-1");
        assertThat(query.value("table")).isEqualTo("ATTLOG");
        assertThat(query.value("info")).isEqualTo("100%");
        assertThat(query.value("x")).isEmpty();
        assertThat(query.value("none")).isEmpty();
    }
}
