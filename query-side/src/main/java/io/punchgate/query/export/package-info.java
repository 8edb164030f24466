/**
 * Exports of punches and days of work as files, streamed page by page: CSV, NDJSON, XLSX.
 *
 * <p>It asks the same queries as the lists, or such as go with them, through {@code api}, and holds a page at a time. It never
 * knows a table of the database, and never opens a file's end where rows are missing.
 */
@NullMarked
package io.punchgate.query.export;

import org.jspecify.annotations.NullMarked;
