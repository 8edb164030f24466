package io.punchgate.bench.part;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.process.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Measures how fast the product rebuilds its read models from the events and compares them. */
public final class Replay {

    private static final String CUSTOMER = "replay";
    private static final int BACKLOGS = 10;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration REPLAY_MAX = Duration.ofMinutes(15);

    private Replay() {}

    public static String measure(Bed bed) {
        Recording.record(bed, CUSTOMER, BACKLOGS * bed.options().punches());
        bed.product().database().awaitReadModels();
        double[] perSecond = new double[bed.options().repetitions()];
        double[] inAll = new double[bed.options().repetitions()];
        long differences = 0;
        long processed = 0;
        for (int i = 0; i < perSecond.length; i++) {
            Progress.say("replay");
            long began = System.nanoTime();
            JsonNode replay = replay(bed.product().api());
            double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            perSecond[i] = replay.get("events_per_second").asDouble();
            processed = replay.get("processed").asLong();
            inAll[i] = processed / seconds;
            differences += replay.get("differences").size();
        }
        Table table = new Table(
                "Replay of the whole log beside the live read models",
                List.of(
                        "events",
                        "events a second, as it says",
                        "events a second, with the comparison",
                        "differences"));
        table.row(List.of(
                "%,d".formatted(processed),
                "%,.0f".formatted(Samples.median(perSecond)),
                "%,.0f".formatted(Samples.median(inAll)),
                differences == 0 ? "0" : "invalid: " + differences));
        return "## Replay\n\n" + table;
    }

    private static JsonNode replay(Json api) {
        String id = api.send("POST", "audit/v1/replays", "{}").get("id").asString();
        long began = System.nanoTime();
        JsonNode replay = api.get("audit/v1/replays/" + id);
        while (replay.get("status").asString().equals("running")) {
            if (System.nanoTime() - began > REPLAY_MAX.toNanos()) {
                throw new IllegalStateException("a replay took longer than " + REPLAY_MAX);
            }
            LockSupport.parkNanos(POLL.toNanos());
            replay = api.get("audit/v1/replays/" + id);
        }
        if (!replay.get("status").asString().equals("done")) {
            throw new IllegalStateException("a replay ended as " + replay);
        }
        return replay;
    }
}
