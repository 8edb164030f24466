package io.punchgate.runtime.access;

import java.util.Optional;

/** Lets browsers, which cannot send the Authorization header, into the event stream: a ticket works once, and soon. */
@FunctionalInterface
public interface StreamTickets {

    /** Uses the ticket up: who it was given to, or empty if it is unknown, used or too old. */
    Optional<Caller.KeyHolder> redeem(String ticket);
}
