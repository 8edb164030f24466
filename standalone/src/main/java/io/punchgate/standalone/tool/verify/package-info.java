/**
 * The tool that checks an export of events against a checkpoint, offline: no gate, no database. It knows an event's line as auditors
 * get it, and the formats of {@code runtime.tree}.
 */
@NullMarked
package io.punchgate.standalone.tool.verify;

import org.jspecify.annotations.NullMarked;
