package io.punchgate.bench.outage;

import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.DatabaseServer;
import io.punchgate.bench.process.Launch;
import io.punchgate.bench.process.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Two command sides and a query side on one database, each by a cable of its own, and a customer's server. */
final class Installation implements AutoCloseable {

    private static final String CUSTOMER = "outages";

    private final Path querySideJar;
    private final Path folder;
    private final DatabaseServer server;
    private final CustomerServer customer = new CustomerServer();
    private final Cable steadyCable;
    private final Cable victimCable;
    private final Cable queryCable;
    private final Product steady;
    private final Product victim;
    private volatile Product query;

    /**
     * Starts all of it.
     *
     * @param standalone makes the database, and leaves it
     * @param folder an empty folder for data and logs
     */
    Installation(Path standalone, Path commandSide, Path querySide, Path folder) throws IOException {
        this.querySideJar = querySide;
        this.folder = folder;
        server = DatabaseServer.leftBy(Launch.standalone(standalone, folder, "standalone"));
        Database database = server.database();
        steadyCable = new Cable(database.port());
        victimCable = new Cable(database.port());
        queryCable = new Cable(database.port());
        steady = Launch.pushing(commandSide, folder, "steady", database.through(steadyCable.port()));
        victim = Launch.pushing(commandSide, folder, "victim", database.through(victimCable.port()));
        query = startQuerySide();
    }

    private Product startQuerySide() {
        return Launch.querySide(querySideJar, folder, "query", server.database().through(queryCable.port()));
    }

    /** Registers the customer, whose server counts there, with devices. */
    List<DeviceKey> register(Arrivals arrivals, int devices) {
        steady.registerCustomer(CUSTOMER);
        customer.count(arrivals);
        steady.setCallback(CUSTOMER, customer.url());
        return steady.registerDevices(CUSTOMER, devices);
    }

    /** A key of the customer, to read with. */
    String makeKey() {
        return steady.makeKey(CUSTOMER, "integrator");
    }

    Database database() {
        return server.database();
    }

    Cable steadyCable() {
        return steadyCable;
    }

    Cable victimCable() {
        return victimCable;
    }

    Cable queryCable() {
        return queryCable;
    }

    Product steady() {
        return steady;
    }

    Product victim() {
        return victim;
    }

    Product query() {
        return query;
    }

    /** Starts the query side, which was killed, once more, at another port. */
    void restartQuerySide() {
        query.close();
        query = startQuerySide();
    }

    @Override
    public void close() throws IOException {
        query.close();
        victim.close();
        steady.close();
        queryCable.close();
        victimCable.close();
        steadyCable.close();
        customer.close();
        server.close();
    }
}
