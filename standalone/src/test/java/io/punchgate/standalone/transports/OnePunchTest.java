package io.punchgate.standalone.transports;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class OnePunchTest {

    private static final int FIRST_USER = 1001;

    /** The fields that may differ by transport: the user of this test, and the way in which the dialect writes. */
    private static final RecursiveComparisonConfiguration BUT_FOR_THE_DIALECT =
            RecursiveComparisonConfiguration.builder()
                    .withIgnoredFields(
                            "punchId",
                            "userId",
                            "transport",
                            "recordedAt",
                            "attTimeRaw",
                            "stateRaw",
                            "inputRaw",
                            "person",
                            "sealed")
                    .build();

    @Test
    void givenOneDevice_whenAPunchComesByAnyTwoTransports_thenOneIsStoredAndAllAreAlike(@TempDir Path data) {
        try (Installed installed = new Installed(data)) {
            List<Wire> wires = Wires.all(installed);
            List<String> firstTransports = new ArrayList<>();
            for (Wire first : wires) {
                for (Wire second : wires) {
                    if (!first.transport().equals(second.transport())) {
                        String user = Integer.toString(FIRST_USER + firstTransports.size());
                        first.leave(user);
                        second.leave(user);
                        firstTransports.add(first.transport());
                    }
                }
            }
            wires.forEach(Wire::close);

            List<PunchRecorded> punches = installed.punches();
            assertThat(punches).extracting(PunchRecorded::transport).isEqualTo(firstTransports);
            assertThat(punches).extracting(PunchRecorded::userId).doesNotHaveDuplicates();
            assertThat(installed.ledgerRows()).isEqualTo(firstTransports.size());
            PunchRecorded any = punches.getFirst();
            assertThat(punches)
                    .allSatisfy(punch -> assertThat(punch)
                            .usingRecursiveComparison(BUT_FOR_THE_DIALECT)
                            .isEqualTo(any));
            assertThat(any.type()).isEqualTo(PunchType.CheckOut);
            assertThat(any.inputType()).isEqualTo(InputType.Fingerprint);
            assertThat(any.time()).isEqualTo("2026-06-21T04:00:00Z");
        }
    }

    @Test
    void givenAWrongZone_whenItIsCorrectedAndAllIsSentAgain_thenEachIsStoredOnce(@TempDir Path data) {
        try (Installed installed = new Installed(data)) {
            int local = sendAgainInTheRightZone(installed, Wires.all(installed), FIRST_USER, false);
            int all = sendAgainInTheRightZone(installed, Wires.withOffset(installed), local, true);

            assertThat(installed.punches())
                    .extracting(PunchRecorded::userId)
                    .doesNotHaveDuplicates()
                    .hasSize(all - FIRST_USER);
        }
    }

    /** Sends again by the same transport, or by each of them. Returns the user after the last. */
    private static int sendAgainInTheRightZone(Installed installed, List<Wire> wires, int from, boolean byEach) {
        int times = byEach ? wires.size() : 1;
        int users = wires.size() * times;
        installed.changeZone("UTC");
        for (int user = 0; user < users; user++) {
            wires.get(user / times).leave(Integer.toString(from + user));
        }
        installed.changeZone("Asia/Kolkata");
        for (int user = 0; user < users; user++) {
            wires.get(user % wires.size()).leave(Integer.toString(from + user));
        }
        wires.forEach(Wire::close);
        return from + users;
    }
}
