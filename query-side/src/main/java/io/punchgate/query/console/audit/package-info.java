/**
 * The page of auditors: replays and their differences, and what else proves that nothing was changed.
 */
@NullMarked
package io.punchgate.query.console.audit;

import org.jspecify.annotations.NullMarked;
