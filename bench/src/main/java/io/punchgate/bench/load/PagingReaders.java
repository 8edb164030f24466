package io.punchgate.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that page through a customer's punches without pause, from the first again after the last. They heed no refusal. */
public final class PagingReaders implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final String HAS_MORE = "\"has_more\":true";
    private static final String CURSOR = "\"next_cursor\":\"";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final String url;
    private final String key;
    private volatile boolean ended;

    /** Starts so many, with one API key. */
    public PagingReaders(int port, String key, int readers) {
        this.url = "http://127.0.0.1:" + port + "/api/v1/punches?limit=1000&cursor=";
        this.key = key;
        for (int i = 0; i < readers; i++) {
            threads.execute(this::read);
        }
    }

    /** The pages that were read. */
    public long pages() {
        return pages.get();
    }

    /** The answers that were no page. */
    public long refused() {
        return refused.get();
    }

    private void read() {
        String cursor = "";
        while (!ended) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + cursor))
                    .timeout(ANSWER_MAX)
                    .header("Authorization", "Bearer " + key)
                    .build();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    pages.incrementAndGet();
                    cursor = next(answer.body());
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException e) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Found and not parsed: the readers share the cores with what they read from. */
    private static String next(String page) {
        if (page.lastIndexOf(HAS_MORE) < 0) {
            return "";
        }
        int begin = page.lastIndexOf(CURSOR) + CURSOR.length();
        return page.substring(begin, page.indexOf('"', begin));
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdownNow();
        threads.close();
        http.close();
    }
}
