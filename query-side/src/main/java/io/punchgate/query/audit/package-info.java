/**
 * What auditors ask: every event as it was stored, and whether the read models are what the events make of them. It reads
 * the log and the read models and changes neither.
 */
@NullMarked
package io.punchgate.query.audit;

import org.jspecify.annotations.NullMarked;
