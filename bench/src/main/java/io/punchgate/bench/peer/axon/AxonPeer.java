package io.punchgate.bench.peer.axon;

import io.punchgate.bench.peer.PunchBody;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Sends a command for each punch. Axon is as its Spring Boot starter sets it up, with a cache and snapshots added. */
@SpringBootApplication
public class AxonPeer {

    private static final int SNAPSHOT_EVERY = 500;

    @Bean
    Cache deviceCache() {
        return new WeakReferenceCache();
    }

    @Bean
    SnapshotTriggerDefinition deviceSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY);
    }

    @Bean
    SmartInitializingSingleton tables(EventStorageEngine engine) {
        return () -> ((JdbcEventStorageEngine) engine).createSchema(PostgresEventTableFactory.INSTANCE);
    }

    @RestController
    record PunchEndpoint(CommandGateway commands) {

        @PostMapping(value = "/api/attendance/v1/punch", produces = "application/json")
        byte[] punch(@RequestHeader("sn") String sn, @RequestBody PunchBody punch) {
            commands.sendAndWait(new NotePunch(sn, punch.userId(), punch.time(), punch.attState(), punch.inputType()));
            return PunchBody.stored();
        }
    }
}
