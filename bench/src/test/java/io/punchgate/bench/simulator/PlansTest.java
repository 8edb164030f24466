package io.punchgate.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.bench.device.Punch;
import io.punchgate.bench.simulator.Outages.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Plans of devices, made before a run. */
class PlansTest {

    private static final Duration RUN = Duration.ofMinutes(2);
    private static final Instant START = Instant.parse("2026-06-21T04:00:00Z");

    @Test
    void givenPeople_whenTheyArrive_thenInOrderWithinTheWindowAndMostAroundThePeak() {
        List<Long> arrivals = MorningPeak.arrivals(10_000, RUN, new SplittableRandom(7));

        assertThat(arrivals).hasSize(10_000).isSorted().allMatch(at -> at >= 0 && at < RUN.toMillis());
        long busiest =
                arrivals.stream().filter(at -> at >= 54_000 && at < 78_000).count();
        assertThat(busiest).isGreaterThan(2 * 10_000 / 5);
        assertThat(arrivals.stream().filter(at -> at < 12_000).count()).isBetween(100L, 1_000L);
    }

    @Test
    void givenNobody_whenPlanned_thenNobodyArrives() {
        assertThat(MorningPeak.arrivals(0, RUN, new SplittableRandom(7))).isEmpty();
    }

    @Test
    void givenClockThatIsAhead_whenTimePasses_thenItStaysAheadAndGains() {
        DeviceClock clock = new DeviceClock(ZoneId.of("Asia/Kolkata"), START, 20_000, 50);

        assertThat(clock.at(0)).isEqualTo(LocalDateTime.parse("2026-06-21T09:30:20"));
        assertThat(clock.at(Duration.ofDays(1).toMillis())).isEqualTo(LocalDateTime.parse("2026-06-22T09:30:24"));
    }

    @Test
    void givenManyDevices_whenTheirClocksDrift_thenNoneIsFurtherOffThanAsked() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            DeviceClock clock = DeviceClock.drifting(ZoneOffset.UTC, START, Duration.ofSeconds(20), random);
            assertThat(clock.offsetMillis()).isBetween(-20_000L, 20_000L);
            assertThat(clock.partsPerMillion()).isBetween(-50.0, 50.0);
        }
    }

    @Test
    void givenOutages_whenPlanned_thenTheyDoNotOverlapAndTheEndIsFree() {
        List<Outage> outages = Outages.plan(5, RUN, new SplittableRandom(7)).all();

        assertThat(outages).hasSize(5).allMatch(outage -> outage.from() < outage.until());
        for (int i = 1; i < outages.size(); i++) {
            assertThat(outages.get(i).from())
                    .isGreaterThanOrEqualTo(outages.get(i - 1).until());
        }
        assertThat(outages.getLast().until()).isLessThanOrEqualTo(RUN.toMillis() * 9 / 10);
    }

    @Test
    void givenOutage_whenAskedAtItsEdges_thenItsEndIsOnline() {
        Outages outages = new Outages(List.of(new Outage(10, 20)));

        assertThat(outages.isOffline(9)).isFalse();
        assertThat(outages.isOffline(10)).isTrue();
        assertThat(outages.isOffline(20)).isFalse();
        assertThat(outages.nextChange(0)).isEqualTo(10);
        assertThat(outages.nextChange(10)).isEqualTo(20);
        assertThat(outages.nextChange(20)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void givenSameSeed_whenPlannedTwice_thenSamePunchesAndNoTwoAlike() {
        SimulatorOptions options = SimulatorOptions.parse("--people", "200", "--backlog=300");
        DevicePlan plan = DevicePlan.of(options, 3, START);
        DevicePlan again = DevicePlan.of(options, 3, START);

        List<Punch> old = plan.oldPunches();
        assertThat(old).hasSize(300).isEqualTo(again.oldPunches());
        assertThat(old)
                .extracting(Punch::time)
                .isSorted()
                .allMatch(time -> time.isBefore(plan.clock().at(0)));
        assertThat(plan.arrivals())
                .isEqualTo(again.arrivals())
                .isNotEqualTo(DevicePlan.of(options, 4, START).arrivals());
        HashSet<Punch> all = new HashSet<>(old);
        for (int i = 0; i < plan.arrivals().size(); i++) {
            all.add(plan.punch(i));
        }
        assertThat(all).hasSize(500);
    }
}
