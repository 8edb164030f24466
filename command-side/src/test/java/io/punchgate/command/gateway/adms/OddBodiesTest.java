package io.punchgate.command.gateway.adms;

import static io.punchgate.command.gateway.adms.AdmsServer.PATH_TOKEN;
import static io.punchgate.command.gateway.adms.AdmsServer.SN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not as the protocol has them. */
class OddBodiesTest {

    private static final int MIB = 1024 * 1024;
    private static final String ROW = "31\t2026-06-21 09:30:00\t0\t1\t0\t0\t0\n";

    private AdmsServer server;

    @SuppressWarnings("NullAway.Init")
    OddBodiesTest() {}

    @BeforeEach
    void start() {
        server = new AdmsServer(300);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenRowsEndedByBareCarriageReturns_whenUploaded_thenNoneVanishes() {
        assertThat(server.attLog("31\t2026-06-21 09:30:00\t0\t1\r32\t2026-06-21 09:30:00\t0\t1\r\0")
                        .body())
                .isEqualTo("OK: 2");
        assertThat(server.events(SN, PunchRecorded.class))
                .extracting(PunchRecorded::userId)
                .containsExactly("31", "32");
    }

    @Test
    void givenRowsWithoutATable_whenUploaded_thenStoredOrKeptAndNeverLost() {
        String address = "/d/" + PATH_TOKEN + "/iclock/cdata?SN=" + SN;
        assertThat(server.post(address, ROW + "PIN=32\tDateTime=2026-06-21 09:30:00\tVerified=1\tStatus=0\nelse\n")
                        .body())
                .isEqualTo("OK: 3");
        assertThat(server.events(SN, PunchRecorded.class))
                .extracting(PunchRecorded::userId)
                .containsExactly("31", "32");
        assertThat(server.events(SN, ReportRejected.class))
                .extracting(ReportRejected::raw)
                .containsExactly("else");
        assertThat(server.post(address, "").body()).isEqualTo("OK");
    }

    @Test
    void
            givenNothingButRowsThatCannotBeRead_whenUploadedWithoutAnEnd_thenAcknowledgedAndTheLogHasABoundedNumberOfTheHour() {
        String rows = "else\n".repeat(300);
        for (int n = 0; n < 9; n++) {
            assertThat(server.attLog(rows).body()).isEqualTo("OK: 300");
        }
        assertThat(server.events(SN, ReportRejected.class))
                .hasSize(2_500)
                .last()
                .satisfies(last ->
                        assertThat(last.reason()).endsWith("further records of this hour are counted, and not kept"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", ""})
    void givenPackedBody_whenUploadedWithTheHeaderOrWithout_thenStored(String encoding) {
        assertThat(server.packed(encoding, gzip(ROW.getBytes(UTF_8))).body()).isEqualTo("OK: 1");
        assertThat(server.events(SN, PunchRecorded.class)).hasSize(1);
    }

    @Test
    void givenPackedBodyThatIsDamagedOrTooLarge_whenUploaded_thenRefusedWithoutOk() {
        byte[] damaged = Arrays.copyOf(gzip(ROW.repeat(100).getBytes(UTF_8)), 20);
        byte[] tooLarge = gzip(new byte[4 * MIB + 1]);
        assertThat(server.packed("gzip", damaged).statusCode()).isEqualTo(503);
        assertThat(server.packed("gzip", tooLarge).statusCode()).isEqualTo(413);
        assertThat(server.packed("br", new byte[] {1}).statusCode()).isEqualTo(415);
        assertThat(server.events(SN, PunchRecorded.class)).isEmpty();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }
}
