package io.punchgate.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceReport.ReportHeartbeat;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.gateway.adms.AdmsCodes;
import io.punchgate.command.gateway.aiface.AiFaceCodes;
import io.punchgate.command.gateway.anviz.AnvizCodes;
import io.punchgate.command.gateway.isapi.IsapiCodes;
import io.punchgate.command.gateway.json.AttendanceCodes;
import io.punchgate.command.gateway.mqttface.MqttFaceCodes;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks which fields of transport_auth open which transport. */
class DialectAdmissionTest {

    private static final String INSIDE = "10.1.2.3";
    private static final TransportAuth ALL = TransportAuth.from(List.of("10.1.0.0/16"))
            .open(Transport.ADMS)
            .open(Transport.AIFACE)
            .open(Transport.ANVIZ, 7)
            .open(Transport.ISAPI)
            .open(Transport.MQTT_FACE);

    private static @Nullable Refusal refusal(TransportAuth auth, Credential shown, Transport transport) {
        return new Admission(
                        Given.settings("Asia/Kolkata", null, auth, true),
                        RotatingSecret.of(Given.TOKEN_HASH),
                        RotatingSecret.of(Given.PATH_HASH),
                        null)
                .refusal(new ReportHeartbeat(Given.SN, shown, transport, Given.NOW));
    }

    @ParameterizedTest
    @MethodSource("io.punchgate.api.device.Transport#all")
    void givenNothingOpened_whenAskedBySerialNumberOrPath_thenOnlyAdmsByItsPath(Transport transport) {
        assertThat(refusal(TransportAuth.SECRETS_ONLY, Credential.serial(INSIDE), transport))
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(TransportAuth.SECRETS_ONLY, Credential.number(7, INSIDE), transport))
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(TransportAuth.SECRETS_ONLY, Credential.path(Given.PATH_HASH), transport))
                .isEqualTo(transport.equals(Transport.ADMS) ? null : Refusal.UNAUTHORIZED);
    }

    @ParameterizedTest
    @MethodSource("io.punchgate.api.device.Transport#all")
    void givenAllOpened_whenAsked_thenEachByItsOwnWayAndFromItsNetworks(Transport transport) {
        boolean bySerial =
                List.of(Transport.ADMS, Transport.AIFACE, Transport.MQTT_FACE).contains(transport);
        boolean byNumber = transport.equals(Transport.ANVIZ);
        boolean byPath = transport.equals(Transport.ADMS) || transport.equals(Transport.ISAPI);
        assertThat(refusal(ALL, Credential.serial(INSIDE), transport) == null).isEqualTo(bySerial);
        assertThat(refusal(ALL, Credential.serial("10.2.0.1"), transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Credential.serial(""), transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Credential.number(7, INSIDE), transport) == null)
                .isEqualTo(byNumber);
        assertThat(refusal(ALL, Credential.number(8, INSIDE), transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Credential.number(7, "10.2.0.1"), transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Credential.number(7, ""), transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Credential.path(Given.PATH_HASH), transport) == null)
                .isEqualTo(byPath);
        assertThat(refusal(ALL, Credential.path("cc"), transport)).isEqualTo(Refusal.UNAUTHORIZED);
    }

    @Test
    void givenAllOpened_whenShownToOperators_thenInTheirNamesAndOrder() {
        assertThat(ALL.shown().toString())
                .isEqualTo("{adms=serial, networks=[10.1.0.0/16], aiface=serial, anviz={device_id=7}, isapi=path,"
                        + " mqtt_face=serial}");
        assertThat(TransportAuth.SECRETS_ONLY.shown().toString()).isEqualTo("{adms=null, networks=[]}");
    }

    @Test
    void givenDialectsThatTellNoDirection_whenInterpreted_thenOneIdentity() {
        Stream<PunchIdentity> identities = Stream.of(
                identity(AttendanceCodes.TABLE, null),
                identity(AdmsCodes.TABLE, "255"),
                identity(AiFaceCodes.TABLE, "0"),
                identity(AiFaceCodes.TABLE, null),
                identity(IsapiCodes.TABLE, "undefined"),
                identity(MqttFaceCodes.TABLE, null));
        assertThat(identities.distinct()).hasSize(1);
        assertThat(identity(AttendanceCodes.TABLE, "255")).isNotEqualTo(identity(AdmsCodes.TABLE, "255"));
        assertThat(identity(AnvizCodes.TABLE, "1"))
                .isEqualTo(identity(AiFaceCodes.TABLE, "1"))
                .isEqualTo(identity(IsapiCodes.TABLE, "checkOut"));
    }

    private static PunchIdentity identity(CodeTable codes, @Nullable String state) {
        ReportedPunch punch = new ReportedPunch(
                "1001",
                LocalDateTime.parse("2026-06-21T09:30:00"),
                null,
                "2026-06-21 09:30:00",
                state,
                null,
                codes,
                null,
                null,
                null);
        RecordPunch report = Given.report("p1", punch);
        return InterpretedPunch.interpret(report, Given.settings()).identity();
    }
}
