/**
 * The history of accesses: who called what, of those whose calls are kept, in a hash chain.
 *
 * <p>{@code access} writes an entry before it lets such a call in; auditors read it. It alone touches {@code access.entry} and
 * {@code access.head}. It never knows what a call was answered.
 */
@NullMarked
package io.punchgate.runtime.access.history;

import org.jspecify.annotations.NullMarked;
