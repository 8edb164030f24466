package io.punchgate.api.delivery;

import io.punchgate.api.Sha256;
import java.nio.ByteBuffer;

/**
 * The idempotency key of one push, the same in every attempt: 12 characters of a-z and 0-9.
 *
 * <p>Derived from the id of the delivery, so that no table has to remember it.
 */
public final class OperationId {

    private static final int LENGTH = 12;
    private static final long BOUND = 4_738_381_338_321_616_896L; // 36^12

    private OperationId() {}

    /** The operation id of the delivery of that {@link DeliveryId}. */
    public static String of(String deliveryId) {
        long start = ByteBuffer.wrap(Sha256.of(deliveryId)).getLong();
        String digits = Long.toString(Long.remainderUnsigned(start, BOUND), 36);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }
}
