import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A device in one file of Java 21 or newer, without libraries: keeps each punch in a folder until the gate has acknowledged it,
 * which it does once the punch is on disk.
 *
 * <pre>GATE=http://127.0.0.1:8080 SN=GATE-1 AUTH_TOKEN=.. java PunchDevice.java 1001 1002</pre>
 */
public final class PunchDevice {

    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(30);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ATTEMPT_MAX).build();
    private final URI punches;
    private final String sn;
    private final String authToken;
    private final Path queue;

    /** @param queue the folder in which punches wait, a file each */
    public PunchDevice(URI gate, String sn, String authToken, Path queue) {
        this.punches = gate.resolve("/api/attendance/v1/punch");
        this.sn = sn;
        this.authToken = authToken;
        this.queue = queue;
    }

    /** Keeps a check-in of now. When it returns, the punch outlives a power cut. */
    public void checkIn(String userId) throws IOException {
        OffsetDateTime now = OffsetDateTime.now();
        String punch = "{\"user_id\":\"%s\",\"att_time\":\"%s\",\"att_state\":\"CheckIn\"}"
                .formatted(
                        userId.replace("\\", "\\\\").replace("\"", "\\\""),
                        // With its offset the time is the same wherever the gate believes the device to be.
                        now.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")));
        Files.createDirectories(queue);
        // Sorted by name, punches are in the order in which they were made.
        String name = "%020d-%s".formatted(now.toInstant().toEpochMilli(), UUID.randomUUID());
        Path unfinished = queue.resolve(name + ".new");
        Files.writeString(unfinished, punch);
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(unfinished, queue.resolve(name + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sends all that waits, oldest first, and returns once nothing does. */
    public void sendAll() throws IOException, InterruptedException {
        Duration retry = RETRY_FIRST;
        for (List<Path> waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            Path next = waiting.getFirst();
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<String> answer = send(Files.readString(next));
                System.out.println(answer.statusCode() + " " + answer.body());
                // 200: it is on disk there, or has been before. 400: it will never be taken, so it must not block the others.
                if (answer.statusCode() == 200 || answer.statusCode() == 400) {
                    Files.delete(next);
                    retry = RETRY_FIRST;
                    continue;
                }
                asked = retryAfter(answer);
            } catch (IOException e) {
                System.err.println("the gate is out of reach: " + e);
            }
            // Anything else may be different later: the gate is down (503), or the device is not allowed in yet (401, 403).
            Thread.sleep(retry.compareTo(asked) < 0 ? asked : retry);
            retry = retry.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? retry.multipliedBy(2) : RETRY_MAX;
        }
    }

    /** As long as the gate, or a proxy before it, asks to wait; none where it does not, or names a date. */
    private static Duration retryAfter(HttpResponse<String> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("0");
        return Duration.ofSeconds(seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : 0);
    }

    private List<Path> waiting() throws IOException {
        try (Stream<Path> files = Files.list(queue)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private HttpResponse<String> send(String punch) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(punches)
                .header("sn", sn)
                .header("auth-token", authToken)
                .header("Content-Type", "application/json")
                .timeout(ATTEMPT_MAX)
                .POST(BodyPublishers.ofString(punch))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    public static void main(String[] users) throws IOException, InterruptedException {
        PunchDevice device = new PunchDevice(
                URI.create(System.getenv("GATE")),
                System.getenv("SN"),
                System.getenv("AUTH_TOKEN"),
                Path.of(System.getenv().getOrDefault("QUEUE", "punches")));
        for (String user : users) {
            device.checkIn(user);
        }
        device.sendAll();
    }
}
