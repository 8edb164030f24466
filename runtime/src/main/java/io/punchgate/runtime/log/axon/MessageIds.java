package io.punchgate.runtime.log.axon;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Makes the ids of Axon's messages: UUIDs of version 4, which need to be unique but may be guessed. Axon's own factory
 * draws from a secure source that all threads share, which costs more than the rest of a message.
 */
public final class MessageIds extends IdentifierFactory {

    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    /** For the service loader, which finds it in {@code META-INF/services}. */
    public MessageIds() {}

    @Override
    public String generateIdentifier() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low).toString();
    }
}
