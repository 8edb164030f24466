package io.punchgate.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.Credential.Scheme;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of transport_auth opens which transport, and that what dialects do not tell is the same. */
class DialectAdmissionTest {

    private static final String INSIDE = "10.1.2.3";
    private static final TransportAuth ALL =
            new TransportAuth("serial", List.of("10.1.0.0/16"), "serial", new TransportAuth.Anviz(7), "path", "serial");

    private static @Nullable Refusal refusal(TransportAuth auth, Scheme scheme, String shown, Transport transport) {
        return new Admission(
                        Given.settings("Asia/Kolkata", null, auth, true),
                        RotatingSecret.of(Given.TOKEN_HASH),
                        RotatingSecret.of(Given.PATH_HASH))
                .refusal(new Credential(scheme, shown), transport, Given.NOW);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void givenNothingOpened_whenAskedBySerialOrPath_thenOnlyAdmsByItsPath(Transport transport) {
        assertThat(refusal(TransportAuth.SECRETS_ONLY, Scheme.SERIAL_ONLY, INSIDE, transport))
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(TransportAuth.SECRETS_ONLY, Scheme.ADMS_PATH, Given.PATH_HASH, transport))
                .isEqualTo(transport == Transport.ADMS ? null : Refusal.UNAUTHORIZED);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void givenAllOpened_whenAsked_thenEachByItsOwnWayAndFromItsNetworks(Transport transport) {
        boolean bySerial = transport != Transport.ISAPI
                && !List.of(Transport.HTTP, Transport.TCP, Transport.MQTT).contains(transport);
        boolean byPath = transport == Transport.ADMS || transport == Transport.ISAPI;
        assertThat(refusal(ALL, Scheme.SERIAL_ONLY, INSIDE, transport) == null).isEqualTo(bySerial);
        assertThat(refusal(ALL, Scheme.SERIAL_ONLY, "10.2.0.1", transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Scheme.SERIAL_ONLY, "", transport)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ALL, Scheme.ADMS_PATH, Given.PATH_HASH, transport) == null)
                .isEqualTo(byPath);
        assertThat(refusal(ALL, Scheme.ADMS_PATH, "cc", transport)).isEqualTo(Refusal.UNAUTHORIZED);
    }

    @Test
    void givenDialectsThatTellNoDirection_whenInterpreted_thenOneIdentity() {
        Stream<PunchIdentity> identities = Stream.of(
                identity(CodeTable.ATTENDANCE_API, null),
                identity(CodeTable.ADMS, "255"),
                identity(CodeTable.AIFACE, "0"),
                identity(CodeTable.AIFACE, null),
                identity(CodeTable.ISAPI, "undefined"),
                identity(CodeTable.MQTT_FACE, null));
        assertThat(identities.distinct()).hasSize(1);
        assertThat(identity(CodeTable.ATTENDANCE_API, "255")).isNotEqualTo(identity(CodeTable.ADMS, "255"));
        assertThat(identity(CodeTable.ANVIZ, "1"))
                .isEqualTo(identity(CodeTable.AIFACE, "1"))
                .isEqualTo(identity(CodeTable.ISAPI, "checkOut"));
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
