package io.punchgate.query.projection;

import org.springframework.dao.RecoverableDataAccessException;

/** The database has less of a read model than was written: it crashed, and the events come again. */
final class ReadModelFellBack extends RecoverableDataAccessException {

    private static final long serialVersionUID = 1L;

    ReadModelFellBack(String projection, long written, long found) {
        super(projection + " had written up to event " + written + ", and the database has it up to " + found);
    }
}
