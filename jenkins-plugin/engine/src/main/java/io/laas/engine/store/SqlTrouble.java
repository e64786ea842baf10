package io.laas.engine.store;

import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;

/** What a database error means for us. */
enum SqlTrouble {
    /** Another transaction was in the way; the same work can be done again from the start. */
    RETRY,
    /** The database closed itself, for example because the disk is full; it must be opened again. */
    CLOSED,
    OTHER;

    private static final Set<String> RETRY_STATES = Set.of("40001", "40P01", "55P03", "HYT00", "23505", "90131");
    private static final Set<Integer> CLOSED_CODES = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.OBJECT_CLOSED,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.GENERAL_ERROR_1);

    static SqlTrouble of(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof StaleException) {
                return RETRY;
            }
            if (t instanceof SQLException sql) {
                return of(sql);
            }
        }
        return OTHER;
    }

    private static SqlTrouble of(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (RETRY_STATES.contains(state)) {
            return RETRY;
        }
        return CLOSED_CODES.contains(error.getErrorCode()) || state.startsWith("08") ? CLOSED : OTHER;
    }
}
