package io.punchgate.runtime.log;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of Axon's messages: UUIDs of version 7 (RFC 9562), which need to be unique but not to be guessed by nobody. Axon's own,
 * from a secure source that all threads share, is dearer than the rest of a message.
 */
public final class MessageIds extends IdentifierFactory {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int RANDOM_HIGH_BITS = 12;
    private static final long RANDOM_LOW_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    /** For the service loader, which finds it in {@code META-INF/services}. */
    public MessageIds() {}

    @Override
    public String generateIdentifier() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | VERSION_7 | random.nextInt(1 << RANDOM_HIGH_BITS);
        long low = VARIANT | (random.nextLong() & RANDOM_LOW_MASK);
        return new UUID(high, low).toString();
    }
}
