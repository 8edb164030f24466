package io.punchgate.bench.part.stranger;

import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.load.UnknownDevices;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Database;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reports for devices that nobody knows, as fast as they are answered: each serial once, and then a few again and again. */
final class UnknownSerials {

    private static final int SERIALS = 10_000;
    /** So few that each comes again within the seconds for which the product remembers it. */
    private static final int REPEATED_SERIALS = 1_000;

    private static final int CONNECTIONS = 64;
    private static final int ROUND_SECONDS = 10;
    private static final int PER = 1_000;

    private final Strangers strangers;
    private final Database database;
    private final UnknownDevices unknown;
    private final UnknownDevices repeated;

    private final String limit;

    /**
     * Reports to a product that refuses addresses which fail too often.
     *
     * @param limit how often that is, in words
     */
    UnknownSerials(Strangers strangers, String limit) {
        this.strangers = strangers;
        this.limit = limit;
        this.database = strangers.product().database();
        this.unknown = new UnknownDevices(strangers.product().process().port(), SERIALS);
        this.repeated = new UnknownDevices(strangers.product().process().port(), REPEATED_SERIALS);
    }

    /**
     * A round.
     *
     * @param reports of unknown devices
     * @param transactions of the database
     */
    private record Round(Measured punches, Measured reports, long transactions, double seconds) {}

    String measure() {
        Duration time = strangers.time(ROUND_SECONDS);
        Progress.say("strangers: none");
        Round alone = round(time, unknown, Pace.count(0));
        Progress.say("strangers: each serial once");
        Round once = round(time, unknown, eachOnce(unknown));
        String answersOnce = unknown.answers();
        Progress.say("strangers: a few again and again");
        strangers.load().run(repeated, CONNECTIONS, eachOnce(repeated));
        repeated.answers();
        Round again = round(time, repeated, Pace.closed(time));
        String answersAgain = repeated.answers();
        Goals goals = new Goals(
                "Reports for %,d serials that nobody knows, over %d connections, as fast as they are answered; %s"
                        .formatted(SERIALS, CONNECTIONS, limit),
                alone.punches(),
                again.punches());
        goals.row("each serial for the first time: answers a second", perSecond(once), "");
        goals.row("these answers by status", answersOnce, "");
        goals.row("transactions of the database for %,d of them".formatted(PER), cost(once, alone), "");
        goals.row("devices' p50 / p99 meanwhile", Goals.quantiles(once.punches()), "");
        goals.row(
                Goals.format("%,d of them again and again: answers a second", REPEATED_SERIALS), perSecond(again), "");
        goals.row("these answers by status", answersAgain, "");
        goals.row("transactions of the database for %,d of them".formatted(PER), cost(again, alone), "about 0");
        return goals.toString();
    }

    private Round round(Duration time, UnknownDevices devices, Pace pace) {
        database.awaitReadModels();
        long before = database.transactions();
        long began = System.nanoTime();
        CompletableFuture<Measured> reports =
                CompletableFuture.supplyAsync(() -> strangers.load().run(devices, CONNECTIONS, pace));
        Measured punches = strangers.punches(time);
        Measured reported = reports.join();
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Round(punches, reported, database.transactions() - before, seconds);
    }

    /** The pace at which each worker sends one report for each of its serials. */
    private static Pace eachOnce(UnknownDevices devices) {
        return (began, worker, shot) -> shot * CONNECTIONS + worker < devices.devices() ? System.nanoTime() : Pace.STOP;
    }

    private static String perSecond(Round round) {
        String rate = Goals.format("%,.0f", round.reports().perSecond());
        return round.reports().errors() == 0
                ? rate
                : rate + ", errors: " + round.reports().errors();
    }

    /** Beyond those of the devices and of the product itself. */
    private static String cost(Round round, Round alone) {
        double expected = alone.transactions() / alone.seconds() * round.seconds();
        double cost =
                (round.transactions() - expected) / round.reports().latencies().count();
        return Goals.format("%.1f", cost * PER);
    }
}
