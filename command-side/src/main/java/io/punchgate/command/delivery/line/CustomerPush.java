package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.gate.CallbackGate;

/** What the push has of one customer: what lets its pushes through, where their outcomes are told, and what waits. */
record CustomerPush(String customerId, CallbackGate gate, DeliveryOutbox outbox, Backlog backlog) {}
