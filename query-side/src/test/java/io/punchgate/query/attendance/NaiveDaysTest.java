package io.punchgate.query.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The product's days against those of a model that was written apart, for any punches. */
class NaiveDaysTest {

    private static final int SEEDS = 2_000;

    @Test
    void givenAnyPunches_whenPaired_thenTheDaysAreThoseOfTheModel() {
        for (long seed = 0; seed < SEEDS; seed++) {
            AnyPunches any = new AnyPunches(seed);
            PairingRule rule = any.rule();
            List<ClockPunch> punches = any.punches();

            assertThat(DayPairing.days(punches, rule))
                    .as("seed %d, %s", seed, rule)
                    .isEqualTo(NaiveDays.of(punches, rule));
        }
    }

    @Test
    void givenAnyPunches_whenPaired_thenEachPunchIsInOneDayAndIntervalsAreShortAndApart() {
        for (long seed = 0; seed < SEEDS; seed++) {
            AnyPunches any = new AnyPunches(seed);
            PairingRule rule = any.rule();
            List<ClockPunch> punches = any.punches();

            List<ClockPunch> told = new ArrayList<>();
            List<WorkDay.Interval> intervals = new ArrayList<>();
            for (WorkDay day : DayPairing.days(punches, rule)) {
                told.addAll(day.punches());
                intervals.addAll(day.intervals());
                day.intervals().forEach(each -> assertThat(day.punches()).contains(each.in(), each.out()));
            }

            assertThat(told).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(punches);
            intervals.sort((a, b) -> ClockPunch.BY_TIME.compare(a.in(), b.in()));
            Instant end = Instant.MIN;
            for (WorkDay.Interval interval : intervals) {
                assertThat(rule.reaches(interval.in().time(), interval.out().time()))
                        .isTrue();
                assertThat(interval.in().time()).as("seed %d", seed).isAfterOrEqualTo(end);
                end = interval.out().time();
            }
        }
    }

    @Test
    void givenAnyPunches_whenAskedWhoIsIn_thenWhoseInIsOpenAndRecent() {
        for (long seed = 0; seed < SEEDS; seed++) {
            AnyPunches any = new AnyPunches(seed);
            PairingRule rule = any.rule();
            List<ClockPunch> punches = any.punches();
            Instant last = punches.stream()
                    .map(ClockPunch::time)
                    .max(Instant::compareTo)
                    .orElseThrow();
            Instant now = last.plus(rule.intervalMax().dividedBy(2));

            assertThat(DayPairing.openAt(now, punches, rule))
                    .as("seed %d", seed)
                    .isEqualTo(NaiveDays.openAt(now, punches, rule));
        }
    }
}
