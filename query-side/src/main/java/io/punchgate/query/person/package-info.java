/**
 * The personal texts in the rows of read models: who may still be named, and the fields that a person's key opens.
 *
 * <p>It stands on the keys of the runtime. It knows no table, and keeps nothing that was opened.
 */
@NullMarked
package io.punchgate.query.person;

import org.jspecify.annotations.NullMarked;
