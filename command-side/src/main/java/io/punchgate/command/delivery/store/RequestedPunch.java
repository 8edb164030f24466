package io.punchgate.command.delivery.store;

import io.punchgate.api.delivery.PunchRef;

/**
 * A punch that is to be pushed on request.
 *
 * @param retried whether a saga retries it
 */
public record RequestedPunch(PunchRef punch, boolean retried) {}
