package io.punchgate.runtime.web;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away for a while from a mistake of ours. */
final class StorageOutOfReach {

    private static final int CAUSES_MAX = 10;

    private StorageOutOfReach() {}

    /** Whether trying again may help: Axon and Spring wrap the cause that says so. */
    static boolean isCauseOf(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof TransactionException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof TransientDataAccessException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
