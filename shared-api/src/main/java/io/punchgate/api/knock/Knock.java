package io.punchgate.api.knock;

import java.time.Instant;

/**
 * A caller that was refused, because no device has that serial number or the secret is wrong. For operators only: devices are never
 * told which of the two it was.
 *
 * @param sn the serial number as shown, cut, and masked where it could be a secret; empty: none was shown
 * @param transport the label of the transport
 * @param address the remote address; empty where it is not known
 * @param count the number of refusals
 * @param reason of the last refusal, in words
 */
public record Knock(
        String sn, String transport, String address, Instant firstAt, Instant lastAt, long count, String reason) {}
