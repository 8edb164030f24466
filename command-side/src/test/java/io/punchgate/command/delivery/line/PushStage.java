package io.punchgate.command.delivery.line;

import io.punchgate.api.Streams;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.Punches;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A customer's server and a push to it, over a log and a database that outlive the push. */
public final class PushStage implements AutoCloseable {

    public static final Duration MAX = Duration.ofSeconds(40);
    static final List<Integer> SECONDS = List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    private final EventStorageEngine log = new InMemoryEventStorageEngine(1);
    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final CustomerServer server = new CustomerServer();
    private PushHarness push;

    public PushStage() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        Migrations.migrate(database, "person");
        push = new PushHarness(database, log);
        push.setCallback(server.url(), SECONDS);
    }

    public DriverManagerDataSource database() {
        return database;
    }

    public CustomerServer server() {
        return server;
    }

    public PushHarness push() {
        return push;
    }

    public void stopPush() throws IOException {
        push.close();
    }

    /** Goes on where the stopped push was. */
    public void startPush() {
        push = new PushHarness(database, log);
    }

    @Override
    public void close() throws IOException {
        push.close();
        server.close();
    }

    /** Punches of a new device that are there all at once, so that the push takes them in together. */
    void punchTogether(String sn, List<String> punchIds) {
        List<EventMessage<?>> events = new ArrayList<>();
        for (String id : punchIds) {
            events.add(new GenericDomainEventMessage<>("test", Streams.device(sn), events.size(), Punches.of(id, sn)));
        }
        log.appendEvents(events);
    }

    /** The number of punches acknowledged at their first attempt. */
    public long deliveredAtOnce() {
        return push.said(PunchesDelivered.class).stream()
                .mapToLong(event -> event.deliveries().size())
                .sum();
    }

    public List<String> idsFor(String sn) {
        return server.received().stream()
                .filter(r -> r.isFor(sn))
                .map(Received::webhookId)
                .toList();
    }

    public static List<String> ids(String prefix, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(OperationId.of(prefix + i));
        }
        return ids;
    }
}
