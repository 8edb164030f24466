package io.punchgate.bench.part.read;

import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.Latencies;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Measures pages of a hundred rows by each filter, of the largest and the smallest customer. */
public final class Lists implements AutoCloseable {

    private static final int GOAL_MILLIS = 20;
    private static final int PAGES = 400;
    private static final int QUICK_PAGES = 20;
    private static final String CURSOR = "\"next_cursor\":\"";

    /** Each value is a query; {@code %u}, {@code %d} and {@code %t} stand for any user, device and day. */
    private static final Map<String, String> FILTERS = filters();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(42);
    private final StoredPunches stored;
    private final int pages;

    private Lists(StoredPunches stored, int pages) {
        this.stored = stored;
        this.pages = pages;
    }

    private static Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("none", "punches?");
        filters.put("`from`, `to`: a day", "punches?from=%t&to=%t&");
        filters.put("`from`: the last month", "punches?from=2026-05-30&");
        filters.put("`user_id`", "punches?user_id=%u&");
        filters.put("`sn`", "punches?sn=%d&");
        filters.put("`sn`, `from`, `to`", "punches?sn=%d&from=%t&to=%t&");
        filters.put("`type`, frequent", "punches?type=CheckIn&");
        filters.put("`type`, rare", "punches?type=MealOut&");
        filters.put("`transport`", "punches?transport=adms&");
        filters.put("`recorded_from`, `recorded_to`: a day", "punches?recorded_from=%t&recorded_to=%t&");
        filters.put("`order=time`", "punches?order=time&");
        filters.put("`order=time`, a day", "punches?order=time&from=%t&to=%t&");
        filters.put("`order=time`, `sn`", "punches?order=time&sn=%d&");
        filters.put("days of work of a month", "attendance?from=2026-05-01&to=2026-05-31&");
        filters.put("days of work of a month and person", "attendance?from=2026-05-01&to=2026-05-31&user_id=%u&");
        return filters;
    }

    public static String measure(Bed bed) {
        try (StoredPunches stored = StoredPunches.start(bed, "lists");
                Lists lists = new Lists(stored, bed.options().quick() ? QUICK_PAGES : PAGES)) {
            return lists.measure();
        }
    }

    private String measure() {
        Table table = new Table(
                "Pages of 100 rows of %,d punches: p50 / p99, milliseconds".formatted(stored.punches()),
                List.of("filter", "largest customer", "smallest customer"));
        FILTERS.forEach((name, query) -> {
            Progress.say("lists: " + name);
            table.row(
                    name,
                    List.of(
                            latencies(StoredPunches.LARGE, stored.largeKey(), query),
                            latencies(StoredPunches.SMALL, stored.smallKey(), query)));
        });
        return "## Lists\n\nOne reader, which asks for any user, device or day, and then for the next page. The goal is a p99 of "
                + GOAL_MILLIS + " ms.\n\n" + table;
    }

    /** The first round is not counted. */
    private String latencies(String customer, String key, String query) {
        read(customer, key, query);
        Latencies latencies = read(customer, key, query);
        return String.format(Locale.ROOT, "%.2f / %.2f", latencies.quantile(0.5), latencies.quantile(0.99));
    }

    private Latencies read(String customer, String key, String query) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < pages; i++) {
            String any = any(customer, query);
            String first = page(key, any, "", latencies);
            page(key, any, cursor(first), latencies);
        }
        return latencies;
    }

    private String any(String customer, String query) {
        long days = Math.max(1, stored.punches() * StoredPunches.SECONDS / 86_400);
        LocalDate day = LocalDate.parse(StoredPunches.END).minusDays(1 + random.nextLong(days));
        return query.replace("%u", "user-" + random.nextInt(StoredPunches.USERS))
                .replace("%d", customer + "-" + random.nextInt(StoredPunches.DEVICES))
                .replace("%t", day.toString());
    }

    private String page(String key, String query, String cursor, Latencies latencies) {
        URI uri = URI.create("http://127.0.0.1:" + stored.querySide().process().port() + "/api/v1/" + query
                + "limit=100&cursor=" + cursor);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key)
                .build();
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            latencies.add(System.nanoTime() - began);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(uri + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String cursor(String page) {
        int begin = page.lastIndexOf(CURSOR) + CURSOR.length();
        return page.substring(begin, page.indexOf('"', begin));
    }

    @Override
    public void close() {
        http.close();
    }
}
