package io.punchgate.bench.peer.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A device that notes whatever it is sent: it decides nothing, which is in the peer's favour. */
@Aggregate(cache = "deviceCache", snapshotTriggerDefinition = "deviceSnapshots")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class PunchDevice {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private @Nullable String sn;

    /** For Axon. */
    PunchDevice() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(NotePunch command) {
        AggregateLifecycle.apply(new PunchNoted(
                command.sn(), command.userId(), command.time(), command.attState(), command.inputType()));
    }

    @EventSourcingHandler
    void on(PunchNoted event) {
        sn = event.sn();
    }
}
