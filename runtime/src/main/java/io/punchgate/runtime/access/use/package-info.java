/**
 * The use of API keys: when each was last used, noted by every call and kept in a table of the schema {@code access}, and how often it
 * calls.
 *
 * <p>{@code access} tells it of calls, and operators read it. It knows keys by their ids only, and never what they may do.
 */
@NullMarked
package io.punchgate.runtime.access.use;

import org.jspecify.annotations.NullMarked;
