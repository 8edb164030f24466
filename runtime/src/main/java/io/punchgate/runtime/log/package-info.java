/** The event log: how events are stored, appended, read and woken for. The only place that knows the stored format. */
@NullMarked
package io.punchgate.runtime.log;

import org.jspecify.annotations.NullMarked;
