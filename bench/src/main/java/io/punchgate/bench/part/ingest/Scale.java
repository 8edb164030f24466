package io.punchgate.bench.part.ingest;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.load.HttpTarget;
import io.punchgate.bench.load.Pace;
import io.punchgate.bench.load.Target;
import io.punchgate.bench.part.Bed;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Machine;
import io.punchgate.bench.process.Product;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measures whether the cost of a punch depends on the number of devices, or on how much is stored. */
public final class Scale {

    private static final int FEW = 100;
    private static final int ROWS_AT_ONCE = 500_000;

    private final Bed bed;
    private final Database database;
    private final Table table = new Table(
            "The command side alone over " + Ingest.USUAL_CONNECTIONS + " connections",
            List.of("devices", "events stored", "punches a second", "ratio to the raw limit", "resident memory"));

    private Scale(Bed bed, Database database) {
        this.bed = bed;
        this.database = database;
    }

    public static String measure(Bed bed) {
        return new Scale(bed, bed.product().database().create("scale")).measure();
    }

    private String measure() {
        int many = bed.options().manyDevices();
        List<DeviceKey> devices;
        try (Product commands = start()) {
            commands.registerCustomer("scale");
            devices = commands.registerDevices("scale", FEW);
            row(commands, devices);
            Progress.say("registering " + many + " devices");
            commands.registerCustomer("many");
            row(commands, commands.registerDevices("many", many));
        }
        fill(bed.options().events());
        try (Product commands = start()) {
            row(commands, devices);
        }
        return "## Scale\n\n" + table;
    }

    private Product start() {
        return Launch.commandSide(bed.options().commandSide(), bed.folder(), database);
    }

    private void row(Product commands, List<DeviceKey> devices) {
        Progress.say("ingest of " + devices.size() + " devices");
        HttpTarget target = new HttpTarget(commands.process().port(), devices);
        run(target, Ingest.USUAL_CONNECTIONS, bed.options().warmUpSeconds());
        Target raw = RawInserts.prepare(database, devices.size());
        double[] rates = new double[bed.options().repetitions()];
        double[] ratios = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            double limit = run(raw, Ingest.RAW_CONNECTIONS_MAX, bed.options().seconds());
            rates[i] = run(target, Ingest.USUAL_CONNECTIONS, bed.options().seconds());
            ratios[i] = rates[i] / limit;
        }
        table.row(List.of(
                String.format(Locale.ROOT, "%,d", devices.size()),
                String.format(Locale.ROOT, "%,d", Long.parseLong(database.ask("select position from log.head"))),
                String.format(Locale.ROOT, "%,.0f", Samples.median(rates)),
                String.format(Locale.ROOT, "%.2f", Samples.median(ratios)),
                Machine.residentMemory(commands)));
    }

    private double run(Target target, int workers, int seconds) {
        var measured = bed.load().run(target, workers, Pace.closed(Duration.ofSeconds(seconds)));
        if (measured.errors() > 0) {
            throw new IllegalStateException(measured.errors() + " errors");
        }
        return measured.perSecond();
    }

    /**
     * Fills the log and the table of identities with punches of other devices, as if the push had seen them: through the
     * API ten million would take a quarter of an hour.
     */
    private void fill(long events) {
        long head = Long.parseLong(database.ask("select position from log.head"));
        for (long from = head; from < events; from += ROWS_AT_ONCE) {
            long to = Math.min(events, from + ROWS_AT_ONCE);
            Progress.say("filling the log up to " + to);
            database.execute("""
                    insert into log.event
                    select n, 'device/old-' || n %% 1000, n, 'punchgate.punch-recorded.v1', now(),
                        (select record from log.event where type = 'punchgate.punch-recorded.v1' limit 1)
                    from generate_series(%d, %d) n;
                    insert into command.punch_identity
                    select timestamp '2016-01-01' + n * interval '30 seconds', md5(n::text)::uuid, 'CheckIn'
                    from generate_series(%1$d, %2$d) n;
                    update log.head set position = %2$d;
                    update command.token_entry set token = convert_to('{"globalIndex":%2$d}', 'UTF8')
                    """.formatted(from + 1, to));
        }
        database.execute("vacuum analyze");
    }
}
