package io.punchgate.runtime.sql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away for a while from a mistake of ours. */
public final class StorageOutOfReach {

    private static final int CAUSES_MAX = 10;
    /**
     * States for which Spring has no class: a lock was waited for in vain, the server ended a session because a transaction
     * stood still or took too long, or it was asked for a change and only reads now.
     */
    private static final Set<String> STATES = Set.of("55P03", "25P03", "25P04", "25006");

    private static final String TRANSACTION_TIMEOUT = "25P04";
    private static final String PROGRAM_LIMIT = "54";

    private StorageOutOfReach() {}

    /** Tells whether this very failure says that the database is away, so that trying again later may help. */
    public static boolean is(Throwable failure) {
        return failure instanceof TransactionException
                || (failure instanceof NonTransientDataAccessResourceException && !isLimitOfTheProgram(failure))
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransientDataAccessException
                || (failure instanceof UncategorizedSQLException unknown && STATES.contains(stateOf(unknown)));
    }

    /** Tells whether the server ended a transaction because of its length: less in one may help. */
    public static boolean tookTooLong(Throwable failure) {
        return failure instanceof UncategorizedSQLException unknown && TRANSACTION_TIMEOUT.equals(stateOf(unknown));
    }

    /** Spring counts "program limit exceeded" as a resource that is away: a row that is too long for an index stays so. */
    private static boolean isLimitOfTheProgram(Throwable failure) {
        return failure.getCause() instanceof SQLException sql
                && Objects.requireNonNullElse(sql.getSQLState(), "").startsWith(PROGRAM_LIMIT);
    }

    private static String stateOf(UncategorizedSQLException failure) {
        @Nullable SQLException cause = failure.getSQLException();
        return cause == null ? "" : Objects.requireNonNullElse(cause.getSQLState(), "");
    }

    /** The same of a failure or its causes: Axon and Spring wrap the one that says so. */
    public static boolean isCauseOf(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (is(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
