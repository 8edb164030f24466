package io.punchgate.query.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayPairingTest {

    private static final PairingRule BY_TYPE = PairingRule.DEFAULT;
    private static final PairingRule ALTERNATING = new PairingRule(true, Duration.ofHours(16), LocalTime.MIDNIGHT);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a plain day       | 01T09:00 in, 01T17:00 out | 01: 09:00 to 17:00, 28800 s [09:00-17:00] 2
        a break           | 01T09:00 in, 01T12:00 BreakOut, 01T13:00 BreakIn, 01T17:00 out | 01: 09:00 to 17:00, 25200 s [09:00-12:00 13:00-17:00] 4
        a meal            | 01T09:00 in, 01T12:00 MealOut, 01T12:30 MealIn, 01T17:00 out | 01: 09:00 to 17:00, 27000 s [09:00-12:00 12:30-17:00] 4
        overtime          | 01T18:00 OverTimeIn, 01T20:00 OverTimeOut | 01: 18:00 to 20:00, 7200 s [18:00-20:00] 2
        first of two ins  | 01T09:00 in, 01T09:05 in, 01T17:00 out | 01: 09:00 to 17:00, 28800 s [09:00-17:00] 3
        last of two outs  | 01T09:00 in, 01T17:00 out, 01T17:05 out | 01: 09:00 to 17:05, 29100 s [09:00-17:05] 3
        no out            | 01T09:00 in | 01: 09:00 to none, 0 s [] 1 open
        no in             | 01T17:00 out | 01: none to 17:00, 0 s [] 1
        two outs alone    | 01T17:00 out, 01T18:00 out | 01: none to 18:00, 0 s [] 2
        over midnight     | 01T22:00 in, 02T06:00 out | 01: 22:00 to 06:00, 28800 s [22:00-06:00] 2
        two night shifts  | 01T22:00 in, 02T06:00 out, 02T22:00 in, 03T06:00 out | 01: 22:00 to 06:00, 28800 s [22:00-06:00] 2; 02: 22:00 to 06:00, 28800 s [22:00-06:00] 2
        in again at night | 01T22:00 in, 02T01:00 in, 02T06:00 out | 01: 22:00 to 06:00, 28800 s [22:00-06:00] 3
        exactly 16 h      | 01T06:00 in, 01T22:00 out | 01: 06:00 to 22:00, 57600 s [06:00-22:00] 2
        16 h and a second | 01T06:00 in, 01T22:00:01 out | 01: 06:00 to 22:00:01, 0 s [] 2 open
        over 16 h, 2 days | 01T09:00 in, 02T02:00 out | 01: 09:00 to none, 0 s [] 1 open; 02: none to 02:00, 0 s [] 1
        out forgotten     | 01T18:00 in, 02T09:00 in, 02T17:00 out | 01: 18:00 to none, 0 s [] 1 open; 02: 09:00 to 17:00, 28800 s [09:00-17:00] 2
        in 24 h later     | 01T09:00 in, 02T09:00 in, 02T17:00 out | 01: 09:00 to none, 0 s [] 1 open; 02: 09:00 to 17:00, 28800 s [09:00-17:00] 2
        no outs at all    | 01T20:00 in, 02T08:00 in | 01: 20:00 to none, 0 s [] 1 open; 02: 08:00 to none, 0 s [] 1 open
        a last out late   | 01T09:00 in, 01T17:00 out, 02T02:00 out | 01: 09:00 to 17:00, 28800 s [09:00-17:00] 2; 02: none to 02:00, 0 s [] 1
        types unknown     | 01T09:00 null, 01T12:00 null, 01T13:00 null, 01T17:00 null | 01: 09:00 to 17:00, 25200 s [09:00-12:00 13:00-17:00] 4
        unknown after in  | 01T09:00 in, 01T17:00 null | 01: 09:00 to 17:00, 28800 s [09:00-17:00] 2
        unknown after out | 01T09:00 in, 01T12:00 out, 01T13:00 null, 01T17:00 out | 01: 09:00 to 17:00, 25200 s [09:00-12:00 13:00-17:00] 4
        unknown at 16 h   | 01T06:00 null, 01T22:00 null | 01: 06:00 to 22:00, 57600 s [06:00-22:00] 2
        unknown too late  | 01T06:00 null, 01T22:00:01 null | 01: 06:00 to none, 0 s [] 2 open
        """)
    void givenPunchesByType_whenPaired_thenTheseDays(String name, String punches, String days) {
        assertThat(PunchText.text(DayPairing.days(PunchText.punches(punches), BY_TYPE)))
                .isEqualTo(days);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        types ignored   | 01T09:00 out, 01T17:00 out | 01: 09:00 to 17:00, 28800 s [09:00-17:00] 2
        all the same    | 01T09:00 in, 01T12:00 in, 01T13:00 in, 01T17:00 in | 01: 09:00 to 17:00, 25200 s [09:00-12:00 13:00-17:00] 4
        begins afresh   | 01T09:00 in, 02T09:00 in, 02T17:00 in | 01: 09:00 to none, 0 s [] 1 open; 02: 09:00 to 17:00, 28800 s [09:00-17:00] 2
        """)
    void givenAnAlternatingCustomer_whenPaired_thenTypesPlayNoPart(String name, String punches, String days) {
        assertThat(PunchText.text(DayPairing.days(PunchText.punches(punches), ALTERNATING)))
                .isEqualTo(days);
    }

    @Test
    void givenDaysThatStartAtFour_whenPaired_thenTheNightBelongsToTheDayBefore() {
        List<ClockPunch> punches = PunchText.punches("02T02:00 in, 02T03:00 out, 02T04:00 in, 02T05:00 out");

        assertThat(PunchText.text(DayPairing.days(punches, BY_TYPE.startingDaysAt(LocalTime.of(4, 0)))))
                .isEqualTo("01: 02:00 to 03:00, 3600 s [02:00-03:00] 2; 02: 04:00 to 05:00, 3600 s [04:00-05:00] 2");
    }

    @Test
    void givenAnOffsetThatChanges_whenPaired_thenTheTimeThatReallyPassedCounts() {
        List<ClockPunch> spring = PunchText.punches("01T22:00+01:00 in, 02T06:00+02:00 out");
        List<ClockPunch> autumn = PunchText.punches("01T22:00+02:00 in, 02T06:00+01:00 out");

        assertThat(DayPairing.days(spring, BY_TYPE).getFirst().worked()).isEqualTo(Duration.ofHours(7));
        assertThat(DayPairing.days(autumn, BY_TYPE).getFirst().worked()).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void givenPunchesThatArriveLate_whenPaired_thenAsIfTheyHadArrivedInTime() {
        List<ClockPunch> punches = PunchText.punches("01T09:00 in, 01T12:00 out, 01T13:00 in, 01T17:00 out");
        List<ClockPunch> shuffled = new ArrayList<>(punches);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(DayPairing.days(shuffled, BY_TYPE)).isEqualTo(DayPairing.days(punches, BY_TYPE));
    }

    @Test
    void givenAnIn_whenAskedWhoIsIn_thenUntilTheLongestIntervalIsOver() {
        List<ClockPunch> punches = PunchText.punches("01T06:00 in");

        assertThat(DayPairing.openAt(Instant.parse("2026-06-01T22:00:00Z"), punches, BY_TYPE))
                .isEqualTo(punches.getFirst());
        assertThat(DayPairing.openAt(Instant.parse("2026-06-01T22:00:01Z"), punches, BY_TYPE))
                .isNull();
        assertThat(DayPairing.openAt(
                        Instant.parse("2026-06-01T09:00:00Z"), PunchText.punches("01T06:00 in, 01T08:00 out"), BY_TYPE))
                .isNull();
    }
}
