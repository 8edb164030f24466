/** Tests that what is secret stays so, wherever it comes in: in events, tables, logs, answers and metrics. */
@NullMarked
package io.punchgate.standalone.secret;

import org.jspecify.annotations.NullMarked;
