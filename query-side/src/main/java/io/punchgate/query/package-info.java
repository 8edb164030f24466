/** Builds read models from the events and answers from them. It changes nothing, and never sees a command. */
@NullMarked
package io.punchgate.query;

import org.jspecify.annotations.NullMarked;
