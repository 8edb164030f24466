package io.punchgate.bench.part.read;

import io.punchgate.bench.figure.Table;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.LiveMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Measures whole exports of the largest customer: how fast they are, and the memory that they need. */
public final class Exports implements AutoCloseable {

    private static final double MEBI = 1024.0 * 1024;
    private static final int AT_ONCE = 4;
    private static final int SAMPLE_MILLIS = 1_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final StoredPunches stored;

    private Exports(StoredPunches stored) {
        this.stored = stored;
    }

    public static String measure(Bed bed) {
        try (StoredPunches stored = StoredPunches.start(bed, "exports");
                Exports exports = new Exports(stored)) {
            return exports.measure();
        }
    }

    private String measure() {
        long punches = count("select count(*) from query.punch where customer_id = 'large'");
        Table table = new Table(
                "Exports of the largest customer, out of %,d punches".formatted(stored.punches()),
                List.of("export", "rows", "rows a second", "MiB", "live memory at most, MiB", "before, MiB"));
        for (String format : List.of("csv", "ndjson", "xlsx")) {
            row(table, "punches, " + format, "punches?format=" + format, 1, punches);
        }
        row(table, "punches, csv, " + AT_ONCE + " at once", "punches?format=csv", AT_ONCE, punches);
        String days = "attendance?from=2025-07-01&to=2026-06-30&format=ndjson";
        row(table, "days of work of a year, ndjson", days, 1, lines(days));
        return "## Exports\n\nLive memory is that of Java's heap and buffers just after a collection, taken each second.\n\n"
                + table;
    }

    private void row(Table table, String name, String query, int atOnce, long rows) {
        Progress.say("exports: " + name);
        LiveMemory before = LiveMemory.of(stored.querySide());
        long began = System.nanoTime();
        List<CompletableFuture<Long>> running = IntStream.range(0, atOnce)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> bytes(query), threads))
                .toList();
        long most = before.bytes();
        while (!areDone(running)) {
            most = Math.max(most, LiveMemory.of(stored.querySide()).bytes());
        }
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        long bytes = running.stream().mapToLong(CompletableFuture::join).sum();
        table.row(
                name,
                List.of(
                        String.format(Locale.ROOT, "%,d", rows * atOnce),
                        String.format(Locale.ROOT, "%,.0f", rows * atOnce / seconds),
                        String.format(Locale.ROOT, "%,.0f", bytes / MEBI),
                        String.format(Locale.ROOT, "%.0f", most / MEBI),
                        String.format(Locale.ROOT, "%.0f", before.bytes() / MEBI)));
    }

    /** Waits for a moment. */
    private static boolean areDone(List<CompletableFuture<Long>> running) {
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .get(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an export failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long count(String sql) {
        return Long.parseLong(stored.querySide().database().ask(sql));
    }

    private long bytes(String query) {
        try (InputStream body = open(query)) {
            return body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long lines(String query) {
        try (InputStream body = open(query)) {
            long lines = 0;
            byte[] some = new byte[64 * 1024];
            for (int n = body.read(some); n >= 0; n = body.read(some)) {
                for (int i = 0; i < n; i++) {
                    lines += some[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(String query) {
        URI uri = URI.create("http://127.0.0.1:" + stored.querySide().process().port() + "/api/v1/exports/" + query);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + stored.largeKey())
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(uri + " was answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.close();
        http.close();
    }
}
