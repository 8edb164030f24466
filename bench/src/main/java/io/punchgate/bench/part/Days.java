package io.punchgate.bench.part;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.process.Product;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Measures how fast days of work are computed, page by page, over a month of many people. */
public final class Days {

    private static final String CUSTOMER = "days";
    private static final int PEOPLE = 500;
    private static final int PEOPLE_QUICK = 20;
    private static final int DAYS = 30;
    private static final int PUNCHES_A_DAY = 4;
    private static final int PAGE = 1_000;
    private static final LocalDate FIRST = LocalDate.parse("2026-06-01");
    private static final long WORKED_SECONDS = 11_129 + 17_513;
    private static final List<String> TIMES = List.of("08:58:11", "12:03:40", "12:41:02", "17:32:55");

    private final Product product;
    private final Map<String, String> reader;

    private Days(Product product) {
        this.product = product;
        this.reader = Map.of("Authorization", "Bearer " + product.makeKey(CUSTOMER, "integrator"));
    }

    public static String measure(Bed bed) {
        Product product = bed.product();
        product.registerCustomer(CUSTOMER);
        DeviceKey device = product.registerDevices(CUSTOMER, 1).getFirst();
        int people = bed.options().quick() ? PEOPLE_QUICK : PEOPLE;
        Progress.say("days: a month of " + people + " people");
        for (int person = 0; person < people; person++) {
            record(product, device, person);
        }
        product.database().awaitReadModels();
        return new Days(product).measure(people, bed.options().repetitions());
    }

    private static void record(Product product, DeviceKey device, int person) {
        Map<String, String> headers = Map.of("sn", device.sn(), "auth-token", device.token());
        StringJoiner rows = new StringJoiner(",", "{\"punches\":[", "]}");
        for (int n = 0; n < DAYS * PUNCHES_A_DAY; n++) {
            String time = FIRST.plusDays(n / PUNCHES_A_DAY) + " " + TIMES.get(n % PUNCHES_A_DAY);
            rows.add("{\"user_id\":\"p%05d\",\"att_time\":\"%s\",\"att_state\":%d}"
                    .formatted(person, time, n % 2 == 0 ? 1 : 0));
        }
        JsonNode answer = product.api().call("POST", "attendance/v1/punches", rows.toString(), headers);
        if (answer.get("results").valueStream().anyMatch(row -> !row.get("ok").asBoolean())) {
            throw new IllegalStateException("a punch was refused: " + answer);
        }
    }

    private String measure(int people, int repetitions) {
        double[] perSecond = new double[repetitions];
        double[] slowest = new double[repetitions];
        read(people);
        for (int i = 0; i < repetitions; i++) {
            Progress.say("days: round " + (i + 1));
            long began = System.nanoTime();
            slowest[i] = read(people) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            perSecond[i] = people * DAYS * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began);
        }
        Table table = new Table(
                "Days of work of %d people in a month, one reader, pages of %,d".formatted(people, PAGE),
                List.of("days a second", "slowest page, milliseconds"));
        table.row(List.of(format("%,.0f", Samples.median(perSecond)), format("%.1f", Samples.median(slowest))));
        return "## Days\n\n" + table;
    }

    /** Reads the month, checks that it is all there, and returns the nanoseconds of its slowest page. */
    private long read(int people) {
        String month = "v1/attendance?from=%s&to=%s&limit=%d&cursor=".formatted(FIRST, FIRST.plusDays(DAYS - 1), PAGE);
        long slowest = 0;
        long worked = 0;
        int days = 0;
        JsonNode page;
        String cursor = "";
        do {
            long began = System.nanoTime();
            page = product.api().call("GET", month + cursor, "", reader);
            slowest = Math.max(slowest, System.nanoTime() - began);
            days += page.get("data").size();
            worked += page.get("data")
                    .valueStream()
                    .mapToLong(row -> row.get("worked_seconds").asLong())
                    .sum();
            cursor = page.get("next_cursor").asString();
        } while (page.get("has_more").asBoolean());
        long expected = WORKED_SECONDS * people * DAYS;
        if (days != people * DAYS || worked != expected) {
            throw new IllegalStateException(days + " days and " + worked + " s of work, not " + expected);
        }
        return slowest;
    }

    private static String format(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
