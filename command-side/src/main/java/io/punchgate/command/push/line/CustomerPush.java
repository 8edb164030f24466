package io.punchgate.command.push.line;

/** What the push has of one customer: what lets its pushes through, and where their outcomes are told. */
record CustomerPush(String customerId, CallbackGate gate, DeliveryLedger ledger) {}
