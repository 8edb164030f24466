package io.punchgate.runtime.access;

import java.util.Optional;

/** Tickets that open a stream once, for clients that cannot send a key as a header. A side that has streams keeps them. */
public interface StreamTickets {

    /** Takes a ticket: the key that it was given to, whether that still is good or not; empty if there is no such ticket any more. */
    Optional<KeyOf> redeem(String ticket);

    /** The key of a ticket. */
    record KeyOf(String customerId, String keyId) {}
}
