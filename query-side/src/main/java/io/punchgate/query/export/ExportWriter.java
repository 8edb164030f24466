package io.punchgate.query.export;

import java.io.IOException;

/**
 * Writes rows to a file of some format. It is no {@code Closeable} on purpose: an export that breaks off must not end its file, lest
 * a part is taken for the whole.
 */
interface ExportWriter<T> {

    void write(T row) throws IOException;

    /** Passes on what is written so far. */
    void flush() throws IOException;

    /** Ends the file, once all rows are written. */
    void finish() throws IOException;
}
