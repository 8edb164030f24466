package io.punchgate.query.attendance.punch;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RowsRead;
import io.punchgate.query.attendance.punch.PunchStatements.Positions;
import io.punchgate.query.listing.Statement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts the rows that lists of punches read: of a large customer that has almost all of them, and of a small one beside it. In
 * the large one's eyes nobody has lunch, though that is what half of the others' punches say; so that what the planner knows
 * of all punches is wrong of it. The number of its punches is {@code -Dpunchgate.test.punches}.
 */
class PunchPlansTest {

    private static final int LARGE = Integer.getInteger("punchgate.test.punches", 60_000);
    /** Rows of a page that is wanted, and of one for each transport and type that may be merged. */
    private static final int PAGE = 101;

    private static final int MERGED = 10 * PAGE;
    /** A page looks into four blocks before it knows that it has all, and at the row of each block. */
    private static final int BLOCKS_READ_MAX = 4 * 4_096 + LARGE / 4_096;

    private static final Positions ALL = new Positions(0, Long.MAX_VALUE);
    private static final Instant NEWEST = Instant.parse("2026-06-20T00:00:00Z");

    private static @Nullable ManyPunches punches;

    @BeforeAll
    static void fill() throws SQLException {
        punches = new ManyPunches(LARGE, NEWEST);
    }

    @AfterAll
    static void close() {
        punches().close();
    }

    private static ManyPunches punches() {
        return Objects.requireNonNull(punches, "the table was not filled");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -       |         |     |      |
            MealOut |         |     |      |
            CheckIn |         |     |      |
            -       | adms    |     |      |
            -       | tcp     |     |      |
            MealOut | adms    |     |      |
            -       |         | NEW |      |
            -       |         | NO  |      |
            MealOut |         | NEW |      |
            -       |         |     | new  |
            -       |         |     | u7   |
            -       |         |     | none |
            """)
    void givenAFilter_whenListedAsRecorded_thenOnlySomeRowsAreRead(
            String type, @Nullable String transport, @Nullable String sn, @Nullable String user) {
        PunchFilter filter = filter(type, transport, sn, user);
        for (String customer : new String[] {"large", "small"}) {
            RowsRead.Plan plan = plan(PunchStatements.recorded(of(customer, filter), ALL, false, PAGE));
            assertThat(plan.rows())
                    .as("%s %s", customer, plan.indexes())
                    .isLessThanOrEqualTo(PunchStatements.SORTED_MAX);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -       |         |     |
            MealOut |         |     |
            CheckIn |         |     |
            -       | adms    |     |
            -       |         | NEW |
            -       |         |     | new
            -       |         |     | none
            """)
    void givenAFilter_whenListedByTime_thenOnlySomeRowsAreRead(
            String type, @Nullable String transport, @Nullable String sn, @Nullable String user) {
        PunchFilter filter = filter(type, transport, sn, user);
        for (String customer : new String[] {"large", "small"}) {
            @Nullable Statement counted = PunchStatements.counted(of(customer, filter));
            double rows = counted == null ? 0 : plan(counted).rows();
            boolean few = counted != null && rows <= PunchStatements.SORTED_MAX;
            RowsRead.Plan plan = plan(PunchStatements.byTime(of(customer, filter), ALL, null, few, PAGE));
            assertThat(rows + plan.rows())
                    .as("%s %s", customer, plan.indexes())
                    .isLessThanOrEqualTo(2 * PunchStatements.SORTED_MAX + MERGED);
        }
    }

    @ParameterizedTest
    @CsvSource({"large", "small"})
    void givenTheLastDay_whenListed_thenOnlyItsRowsAreRead(String customer) {
        int aDay = 24 * 60;
        LocalDate last = LocalDate.parse("2026-06-19");
        PunchFilter ofLastDay = new PunchFilter(null, null, null, null, null, null, last, last, null, null);
        PunchFilter recorded =
                new PunchFilter(null, null, null, null, null, null, null, null, NEWEST.minusSeconds(6_000), NEWEST);

        for (boolean few : new boolean[] {false, true}) {
            assertThat(plan(PunchStatements.recorded(of(customer, ofLastDay), ALL, few, PAGE))
                            .rows())
                    .isLessThan(8 * aDay);
        }
        assertThat(plan(PunchStatements.byTime(of(customer, ofLastDay), ALL, null, false, PAGE))
                        .rows())
                .isLessThan(8 * aDay);
        assertThat(plan(PunchStatements.recorded(
                                of(customer, recorded), new Positions(LARGE - 1_000, LARGE + 1), false, PAGE))
                        .rows())
                .isLessThanOrEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            large |         |     | 2026-06-01 | 2026-06-02
            large |         |     | 2026-06-03 |
            large |         |     |            | 2026-05-20
            large |         | SN7 | 2026-05-20 | 2026-05-20
            large | CheckIn |     | 2026-06-10 | 2026-06-12
            large | MealOut |     | 2026-06-10 | 2026-06-10
            others| MealOut |     | 2026-06-10 | 2026-06-10
            small |         |     | 2026-06-01 | 2026-06-02
            small | CheckIn | SN1 | 2026-06-01 |
            """)
    void givenAStretchOfTime_whenListedAsRecorded_thenBlocksWithoutItAreNotReadAndNothingOfItIsMissed(
            String customer,
            @Nullable String type,
            @Nullable String sn,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        @Nullable PunchType wanted = type == null ? null : PunchType.valueOf(type);
        PunchFilter filter = new PunchFilter(null, sn, wanted, null, null, null, from, to, null, null);
        List<Long> expected = positions(PunchStatements.recorded(of(customer, filter), ALL, true, LARGE));
        List<Long> listed = new ArrayList<>();
        long after = 0;
        for (List<Long> page = List.of(after); !page.isEmpty(); listed.addAll(page)) {
            Statement statement =
                    PunchStatements.recorded(of(customer, filter), new Positions(after, LARGE + 1), false, PAGE);
            assertThat(plan(statement).rows()).isLessThanOrEqualTo(BLOCKS_READ_MAX);
            page = positions(statement);
            after = page.isEmpty() ? after : page.getLast();
        }

        assertThat(listed).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            large |     | 2026-06-01 | 2026-06-19
            large |     |            |
            large | SN7 | 2026-06-01 | 2026-06-19
            small |     | 2026-06-01 | 2026-06-19
            """)
    void givenAnExport_whenItIsReadPageByPage_thenAllPagesTogetherReadEachRowOnce(
            String customer, @Nullable String sn, @Nullable LocalDate from, @Nullable LocalDate to) {
        PunchFilter filter = new PunchFilter(null, sn, null, null, null, null, from, to, null, null);
        Positions within = new Positions(0, LARGE + 1);
        @Nullable Statement stretch = PunchExportStatements.stretch(of(customer, filter));
        double read = stretch == null ? 0 : plan(stretch).rows();
        if (stretch != null) {
            within = stretch.on(punches().jdbc())
                    .query((row, n) -> new Positions(row.getLong("first") - 1, row.getLong("last") + 1))
                    .single();
        }
        int found = PAGE;
        while (found == PAGE) {
            Statement page = PunchExportStatements.page(of(customer, filter), within, PAGE);
            List<Long> positions = positions(page);
            read += plan(page).rows();
            found = positions.size();
            within = found == 0 ? within : new Positions(positions.getLast(), within.before());
        }
        int month = 31 * 24 * 60;
        assertThat(read).isGreaterThan(10).isLessThan(from == null ? 1.5 * LARGE : 3 * month);
    }

    private static List<Long> positions(Statement statement) {
        return punches().positions(statement);
    }

    private static SelectedPunches of(String customer, PunchFilter filter) {
        return ManyPunches.of(customer, filter);
    }

    private static RowsRead.Plan plan(Statement statement) {
        return punches().plan(statement);
    }

    private static PunchFilter filter(
            String type, @Nullable String transport, @Nullable String sn, @Nullable String user) {
        @Nullable PunchType wanted = type.equals("-") ? null : PunchType.valueOf(type);
        return new PunchFilter(user, sn, wanted, transport, null, null, null, null, null, null);
    }
}
