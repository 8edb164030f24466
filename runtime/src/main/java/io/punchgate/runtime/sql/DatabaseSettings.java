package io.punchgate.runtime.sql;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of an operator for the sessions with the database, as {@code punchgate.database.*}. Together they bound what
 * a process that stands still, or a connection that falls silent, costs the others.
 *
 * @param silenceMax the time after which a connection without an answer is given up; longer than any lock is waited for
 * @param lockWaitMax the time after which a statement that waits for a lock fails
 * @param idleInTransactionMax the time after which the server ends a session that keeps a transaction open and says nothing
 * @param readingMax the time after which a reader's statement is broken off
 * @param readingConnectionsMax connections for readers, beside those of {@code spring.datasource.hikari}
 * @param durability what is asked of a database before anything is stored in it
 */
@ConfigurationProperties("punchgate.database")
public record DatabaseSettings(
        @DefaultValue("10s") Duration silenceMax,
        @DefaultValue("7s") Duration lockWaitMax,
        @DefaultValue("5s") Duration idleInTransactionMax,
        @DefaultValue("30s") Duration readingMax,
        @DefaultValue("12") int readingConnectionsMax,
        @DefaultValue("required") Durability durability) {

    /** The demand that what is committed survives the end of the server and of its machine. */
    public enum Durability {
        /** A database that may lose what it acknowledged is refused at the start. */
        REQUIRED,
        /** A database is taken as it is: for trials whose data may be lost. */
        UNCHECKED
    }
}
