package io.punchgate.query.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of streams, as {@code punchgate.streams.*} properties. All of them count within one process. How many a key may have
 * open is one of the limits of reads.
 *
 * @param openMax streams that are open
 * @param commentEvery the time after which a comment is sent, so that both ends notice a connection that is gone
 * @param stalledMax the time after which a connection is closed that takes nothing
 * @param unreadMax the time after which a stream is ended for which the log cannot be read
 * @param keyCheckEvery the time after which it is asked whether the keys of open streams still are good, in case that a revocation
 *     was not noticed at once
 * @param eventsKept events of the log that are kept in memory for all listeners; one that is further behind reads the log
 * @param pagesAtOnceMax pages of the log that are read at the same time for listeners that are behind
 */
@ConfigurationProperties("punchgate.streams")
record StreamSettings(
        @DefaultValue("5000") int openMax,
        @DefaultValue("10s") Duration commentEvery,
        @DefaultValue("20s") Duration stalledMax,
        @DefaultValue("60s") Duration unreadMax,
        @DefaultValue("10s") Duration keyCheckEvery,
        @DefaultValue("16384") int eventsKept,
        @DefaultValue("4") int pagesAtOnceMax) {}
