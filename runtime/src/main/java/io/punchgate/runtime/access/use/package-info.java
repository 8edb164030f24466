/**
 * When each API key was last used: noted by every call, and kept in a table of the schema {@code access}.
 *
 * <p>{@code access} tells it of calls, and operators read it. It knows keys by their ids only, and decides nothing.
 */
@NullMarked
package io.punchgate.runtime.access.use;

import org.jspecify.annotations.NullMarked;
