package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.address.CidrBlock;
import io.punchgate.command.gateway.adms.AdmsCodes;
import io.punchgate.command.gateway.json.AttendanceCodes;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PunchRulesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:30:00,        ,       2026-03-29T01:30:00Z, 2026-03-29T03:30:00, +02:00",
        "2026-10-25T02:30:00,        ,       2026-10-25T00:30:00Z, 2026-10-25T02:30:00, +02:00",
        "2026-10-25T02:30:00,        +01:00, 2026-10-25T01:30:00Z, 2026-10-25T02:30:00, +01:00",
        "2026-10-25T01:30:00,        Z,      2026-10-25T01:30:00Z, 2026-10-25T02:30:00, +01:00",
        "2026-06-21T09:30:00.123456, ,       2026-06-21T07:30:00.123Z, 2026-06-21T09:30:00.123, +02:00",
    })
    void givenTimeAsSent_whenRead_thenInstantAndWallClock(
            String sent, @Nullable String offset, String instant, String wallTime, String wallOffset) {
        PunchClock clock = read(sent, offset, BERLIN);
        assertThat(clock.instant()).isEqualTo(instant);
        assertThat(clock.wallTime()).isEqualTo(wallTime);
        assertThat(clock.offset().getId()).isEqualTo(wallOffset);
    }

    @Test
    void givenPunchTime_whenFarFromOurs_thenSuspect() {
        assertThat(at(NOW.plus(Duration.ofMinutes(10)).toString()).isSuspectAt(NOW))
                .isFalse();
        assertThat(at(NOW.plus(Duration.ofMinutes(10)).plusMillis(1).toString()).isSuspectAt(NOW))
                .isTrue();
        assertThat(at(NOW.minus(Duration.ofDays(40)).toString()).isSuspectAt(NOW))
                .isFalse();
        assertThat(at(NOW.minus(Duration.ofDays(40)).minusMillis(1).toString()).isSuspectAt(NOW))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, CheckOut",
        "1, CheckIn",
        "' 01 ', CheckIn",
        "checkIN, CheckIn",
        "7, MealIn",
        "8, ",
        "'', ",
        ", ",
        "1.0, ",
    })
    void givenState_whenLookedUp_thenType(@Nullable String state, @Nullable PunchType type) {
        assertThat(AttendanceCodes.TABLE.of(Given.settings()).type(state)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"1, Fingerprint", "50, Others", "PALM, Palm", "015, Face", ", Others"})
    void givenInput_whenLookedUp_thenInputType(@Nullable String input, InputType type) {
        assertThat(AttendanceCodes.TABLE.of(Given.settings()).input(input)).isEqualTo(type);
    }

    @Test
    void givenOwnCodes_whenLookedUp_thenTheyComeFirst() {
        DeviceSettings own = new DeviceSettings(
                "acme",
                "Gate",
                "UTC",
                "ST",
                null,
                Map.of("0", PunchType.CheckIn, "I", PunchType.MealIn),
                Map.of("50", InputType.Palm),
                PunchType.CheckIn,
                60,
                180,
                TransportAuth.SECRETS_ONLY.fields(),
                true);
        CodeTable codes = AttendanceCodes.TABLE.of(own);
        assertThat(codes.type("0")).isEqualTo(PunchType.CheckIn);
        assertThat(codes.type("i")).isEqualTo(PunchType.MealIn);
        assertThat(codes.type("2")).isEqualTo(PunchType.BreakOut);
        assertThat(codes.input("50")).isEqualTo(InputType.Palm);
    }

    @Test
    void givenAdms255_whenIdentified_thenTheSameAsAbsent() {
        assertThat(AdmsCodes.TABLE.distinctive("255")).isEqualTo(AdmsCodes.TABLE.distinctive(null));
        assertThat(AttendanceCodes.TABLE.distinctive("255")).isEqualTo("255");
    }

    @Test
    void givenOverlap_whenTheOffsetTellsTheSecondPass_thenAnotherPunch() {
        assertThat(identity("2026-10-25T02:30:00", "+01:00", BERLIN))
                .isEqualTo(identity("2026-10-25T01:30:00", "Z", BERLIN))
                .extracting(PunchIdentity::keys, LIST)
                .doesNotContainAnyElementsOf(
                        identity("2026-10-25T02:30:00", "+02:00", BERLIN).keys());
    }

    @Test
    void givenCorrectedZone_whenALocalTimeIsSentAgain_thenTheSamePunch() {
        assertThat(identity("2026-06-21T09:30:00", null, BERLIN))
                .isEqualTo(identity("2026-06-21T09:30:00", null, ZoneId.of("Asia/Kolkata")));
    }

    @Test
    void givenCorrectedZone_whenATimeWithAnOffsetIsSentAgain_thenTheSamePunchByItsInstant() {
        PunchIdentity before = identity("2026-06-21T04:00:00", "Z", ZoneOffset.UTC);
        PunchIdentity after = identity("2026-06-21T09:30:00", "+05:30", ZoneId.of("Asia/Kolkata"));
        assertThat(after.keys()).hasSize(2).containsAnyElementsOf(before.keys());
    }

    @Test
    void givenSameInstantOrWallClock_whenUserOrTypeDiffers_thenOtherPunches() {
        PunchIdentity punch = identity("2026-06-21T04:00:00", "Z", BERLIN);
        assertThat(PunchIdentity.of(SN, "1002", read("2026-06-21T04:00:00", "Z", BERLIN), "CheckIn")
                        .keys())
                .doesNotContainAnyElementsOf(punch.keys());
        assertThat(PunchIdentity.of(SN, "1001", read("2026-06-21T04:00:00", "Z", BERLIN), "CheckOut")
                        .keys())
                .doesNotContainAnyElementsOf(punch.keys());
        assertThat(identity("2026-06-21T04:00:00", null, BERLIN).keys()).doesNotContainAnyElementsOf(punch.keys());
    }

    @Test
    void givenNamesThatRunTogether_whenIdentified_thenDifferentPeople() {
        assertThat(PunchIdentity.who("SN1", "1")).isNotEqualTo(PunchIdentity.who("SN", "11"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.1, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.0.5, 10.1.0.5, true",
        "0.0.0.0/0, 192.0.2.1, true",
        "10.1.0.0/16, ::ffff:10.1.0.1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "10.1.0.0/33, 10.1.0.0, false",
        "localhost/8, 127.0.0.1, false",
        "10.1.0.0/16, 2001:db8::1, false",
    })
    void givenBlock_whenAskedForAnAddress_thenOnlyItsOwn(String block, String address, boolean inside) {
        assertThat(CidrBlock.contains(block, address)).isEqualTo(inside);
    }

    private static PunchClock at(String instant) {
        return read(instant.replace("Z", ""), "Z", ZoneOffset.UTC);
    }

    private static PunchClock read(String local, @Nullable String offset, ZoneId zone) {
        return PunchClock.read(LocalDateTime.parse(local), offset == null ? null : ZoneOffset.of(offset), zone);
    }

    private static PunchIdentity identity(String local, @Nullable String offset, ZoneId zone) {
        return PunchIdentity.of(SN, "1001", read(local, offset, zone), "CheckIn");
    }
}
