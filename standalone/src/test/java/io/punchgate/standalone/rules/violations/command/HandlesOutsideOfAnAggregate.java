package io.punchgate.standalone.rules.violations.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Decides and remembers, and is no aggregate. */
class HandlesOutsideOfAnAggregate {

    @CommandHandler
    void handle(String command) {}

    @EventSourcingHandler
    void on(String event) {}
}
