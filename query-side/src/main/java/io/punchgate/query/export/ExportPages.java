package io.punchgate.query.export;

import io.punchgate.api.Slice;

/** The rows of an export, a page at a time. */
@FunctionalInterface
interface ExportPages<T> {

    /** The page behind the one before; not to be asked for behind one that has no more behind it. */
    Slice<T> next();
}
