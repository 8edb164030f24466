package io.punchgate.query.console.device;

import io.punchgate.query.console.page.Moment;

/**
 * A device that was refused.
 *
 * @param register the form that registers it; empty where it is registered
 */
public record KnockLine(
        String sn, String transport, String address, Moment last, long count, String reason, String register) {}
