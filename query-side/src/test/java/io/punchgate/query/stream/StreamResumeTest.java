package io.punchgate.query.stream;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.query.TestPunches;
import io.punchgate.query.stream.StreamClient.Told;
import io.punchgate.runtime.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class StreamResumeTest {

    private static final String DATABASE = TestDatabase.freshUrl();

    @RegisterExtension
    static final RunningQuerySide SIDE =
            new RunningQuerySide(DATABASE, "--punchgate.streams.events-kept=64", "--punchgate.reads.refusal-delay=0s");

    private static final String TIME = "2026-06-21T09:30:00+05:30";
    private static final int LISTENERS = 40;
    private static final int PUNCHES = 1_200;
    private static final int DEVICES = 3;

    private static StreamCustomer customer(String id) {
        return StreamCustomer.of(SIDE, id, null);
    }

    private static List<String> users(List<Told> events) {
        return events.stream()
                .map(event -> event.json().path("user_id").stringValue())
                .toList();
    }

    @Test
    void givenFilters_whenEventsCome_thenOnlyThoseOfThemAndOfTheOwnCustomerAreTold() {
        StreamCustomer acme = customer("filter");
        StreamCustomer other = customer("filter-other");
        SIDE.append(Streams.device("filter-2"), TestEvents.AT, TestEvents.device("filter-2", "filter"));
        TestPunches second = new TestPunches("filter", "filter-2", "http");
        try (StreamClient ofDevice = acme.listen("?types=punch&sn=filter-2");
                StreamClient ofUser = acme.listen("?user_id=7");
                StreamClient all = acme.listen("?types=punch")) {
            other.punch("7");
            acme.punch("7");
            acme.punch("8");
            SIDE.append(Streams.device("filter-2"), Instant.now(), second.punch("8", TIME, null));
            PunchRecorded last = second.punch("7", TIME, null);
            SIDE.append(Streams.device("filter-2"), Instant.now(), last);
            SIDE.append(
                    Streams.callback(CallbackId.ofDefault("filter")),
                    Instant.now(),
                    StreamCustomer.delivered(CallbackId.ofDefault("filter"), last));

            assertThat(users(all.next(4))).containsExactly("7", "8", "8", "7");
            assertThat(users(ofDevice.next(2))).containsExactly("8", "7");
            List<Told> toldOfUser = ofUser.next(3);
            assertThat(toldOfUser).extracting(Told::type).containsExactly("punch", "punch", "delivery");
            assertThat(ofUser.rest()).isEmpty();
            try (StreamClient again =
                    acme.listen("?user_id=7", toldOfUser.get(1).id())) {
                assertThat(again.next()).isEqualTo(toldOfUser.get(2));
            }
        }
    }

    @Test
    void
            givenManyListenersThatLoseTheirConnections_whenPunchesComeFromSeveralDevicesAtOnce_thenEachIsToldOnceAndInOrder() {
        StreamCustomer acme = customer("random");
        for (int i = 2; i <= DEVICES; i++) {
            SIDE.append(Streams.device("random-" + i), TestEvents.AT, TestEvents.device("random-" + i, "random"));
        }
        StreamClient first = acme.listen("?types=punch");
        List<CompletableFuture<List<String>>> listeners = IntStream.range(0, LISTENERS)
                .mapToObj(seed -> told(acme, new Random(seed)))
                .toList();
        List<CompletableFuture<Void>> devices = IntStream.rangeClosed(1, DEVICES)
                .mapToObj(device -> CompletableFuture.runAsync(() -> punch(device), Thread::startVirtualThread))
                .toList();

        devices.forEach(CompletableFuture::join);

        List<Told> all = first.next(PUNCHES);
        first.close();
        assertThat(all).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(positions(all)).isSorted();
        List<String> ids = all.stream().map(Told::id).toList();
        listeners.forEach(each -> assertThat(each.join()).isEqualTo(ids));
    }

    private static List<Long> positions(List<Told> events) {
        return events.stream().map(event -> Long.valueOf(event.id())).toList();
    }

    private static void punch(int device) {
        TestPunches punches = new TestPunches("random", "random-" + device, "http");
        for (int i = 0; i < PUNCHES / DEVICES / 4; i++) {
            PunchRecorded[] four = IntStream.range(0, 4)
                    .mapToObj(n -> punches.punch("user", TIME, null))
                    .toArray(PunchRecorded[]::new);
            SIDE.append(Streams.device("random-" + device), Instant.now(), four);
        }
    }

    /** Listens for so many events as it likes, comes back with the last id, and again, until it was told all. */
    private static CompletableFuture<List<String>> told(StreamCustomer acme, Random random) {
        StreamClient begun = acme.listen("?types=punch");
        return CompletableFuture.supplyAsync(
                () -> {
                    List<String> ids = new ArrayList<>();
                    StreamClient client = begun;
                    while (ids.size() < PUNCHES) {
                        int wanted = Math.min(PUNCHES - ids.size(), 1 + random.nextInt(400));
                        client.next(wanted).forEach(event -> ids.add(event.id()));
                        client.close();
                        if (ids.size() < PUNCHES) {
                            client = acme.listen("?types=punch", ids.getLast());
                        }
                    }
                    return ids;
                },
                Thread::startVirtualThread);
    }

    @Test
    void givenTwoProcesses_whenAListenerMovesFromOneToTheOther_thenItMissesNothingAndATicketWorksOnce() {
        StreamCustomer acme = customer("moved");
        String last;
        try (StreamClient here = acme.listen("?types=punch")) {
            acme.punch("1");
            last = here.next().id();
            acme.punch("2");
        }
        String ticket = json(SIDE.postWith(acme.key(), "/api/v1/stream-tickets"))
                .path("ticket")
                .stringValue();
        RunningQuerySide other = new RunningQuerySide(DATABASE);
        StreamClient there = StreamClient.open(other.uri("/api/v1/stream?types=punch"), acme.key(), last);
        StreamClient byTicket = StreamClient.open(other.uri("/api/v1/stream?types=punch&ticket=" + ticket), null, null);
        acme.punch("3");

        assertThat(users(there.next(2))).containsExactly("2", "3");
        assertThat(users(byTicket.next(1))).containsExactly("3");
        assertThat(SIDE.getWith(null, "/api/v1/stream?ticket=" + ticket).statusCode())
                .isEqualTo(401);
        long begun = System.nanoTime();
        other.close();
        assertThat(there.ended()).isDone();
        assertThat(byTicket.ended()).succeedsWithin(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void givenAnErasedPerson_whenListenersResumeFromMemoryOrTheLog_thenOnlyWhatIsNewNamesThePerson() {
        StreamCustomer acme = customer("erasing");
        String query = "?types=punch,correction";
        StreamClient first = acme.listen(query);
        acme.punch("stays");
        String begin = first.next().id();
        Instant since = Instant.now();
        PunchRecorded gone = acme.punch("gone");
        SIDE.append(Streams.device(gone.sn()), Instant.now(), TestPunches.correction(gone, PunchType.MealIn, null));
        acme.erase("gone");
        acme.punch("gone");
        Told last = first.next(3).getLast();

        for (StreamClient again : List.of(acme.listen(query, begin), acme.listen(query + "&since=" + since))) {
            assertThat(again.next(2))
                    .extracting(Told::data)
                    .allSatisfy(data -> assertThat(data)
                            .contains("\"user_id\":null", "\"erased\":true")
                            .doesNotContain("gone", "forgot"));
            assertThat(again.next()).isEqualTo(last);
        }
        assertThat(acme.listen(query + "&user_id=gone", begin).next()).isEqualTo(last);
    }

    @Test
    void givenACustomerWithARetention_whenAStreamBeginsBeforeIt_thenOlderPunchesAreNotTold() {
        StreamCustomer acme = customer("kept");
        Instant now = Instant.now();
        SIDE.append(
                Streams.device(acme.device().sn()),
                now.minus(Duration.ofDays(40)),
                acme.device().punch("old", TIME, null));
        acme.punch("new");
        await().until(() -> SIDE.bean(JdbcTemplate.class)
                        .update("update query.registry_customer set retention_days = 30 where id = 'kept'")
                == 1);
        try (StreamClient client = acme.listen("?types=punch&since=2026-01-01T00:00:00Z")) {
            assertThat(users(client.next(1))).containsExactly("new");
        }
    }
}
