package io.punchgate.runtime.log.deadletter;

import io.punchgate.runtime.sql.StorageOutOfReach;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Tells a failure that a record itself causes from one that passes by itself, or that every record would meet. Only the
 * former may set a record aside: a database that is away, full or locked is waited for, however long that takes.
 */
public final class RecordFault {

    /** Classes of SQLState: cardinality, data, integrity, limits of a row or an index. All others are of the database. */
    private static final Set<String> OF_THE_RECORD = Set.of("21", "22", "23", "54");

    private static final int CLASS_CHARACTERS = 2;
    private static final int CAUSES_MAX = 20;

    private RecordFault() {}

    /** Tells whether trying again cannot help, as the record itself is why. */
    public static boolean is(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (passes(cause)) {
                return false;
            }
            if (cause instanceof SQLException sql) {
                return isOfTheRecord(sql);
            }
            cause = cause.getCause();
        }
        return true;
    }

    /** The kind of a failure, without its words: two of one kind have one cause. */
    public static String kind(Throwable failure) {
        Throwable root = rootOf(failure);
        return root instanceof SQLException sql
                ? "SQLState " + sql.getSQLState()
                : root.getClass().getName();
    }

    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < CAUSES_MAX; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean passes(Throwable cause) {
        return StorageOutOfReach.is(cause)
                || cause instanceof UnableToClaimTokenException
                || cause instanceof ConcurrencyException
                || cause instanceof AxonTransientException
                || cause instanceof TimeoutException
                || cause instanceof RejectedExecutionException
                || cause instanceof InterruptedException
                || cause instanceof LinkageError
                || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError));
    }

    /** A row for which no partition is made yet is checked and refused as a wrong one is, but by no constraint. */
    private static boolean isOfTheRecord(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (PSQLState.CHECK_VIOLATION.getState().equals(state)
                && failure instanceof PSQLException postgres
                && postgres.getServerErrorMessage() != null
                && postgres.getServerErrorMessage().getConstraint() == null) {
            return false;
        }
        return state != null
                && state.length() > CLASS_CHARACTERS
                && OF_THE_RECORD.contains(state.substring(0, CLASS_CHARACTERS));
    }
}
