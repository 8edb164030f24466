package io.punchgate.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The memory of Java that a product's process needs, just after a full collection.
 *
 * @param heapBytes objects that are in use
 * @param directBytes buffers outside of the heap
 */
public record LiveMemory(long heapBytes, long directBytes) {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** Has the process collect its garbage, which stops it for a moment, and reads its metrics. */
    public static LiveMemory of(Product product) {
        try {
            collect(product.process().pid());
            String metrics = metrics(product.process().port());
            return new LiveMemory(
                    sum(metrics, "jvm_memory_used_bytes{area=\"heap\""), sum(metrics, "jvm_buffer_memory_used_bytes"));
        } catch (IOException e) {
            throw new IllegalStateException("the memory of the product could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** All of it. */
    public long bytes() {
        return heapBytes + directBytes;
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        int rc = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (rc != 0) {
            throw new IOException("jcmd ended with " + rc);
        }
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + Product.ADMIN_TOKEN)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the metrics were answered with " + answer.statusCode());
            }
            return answer.body();
        }
    }

    private static long sum(String metrics, String beginning) {
        return (long) metrics.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
