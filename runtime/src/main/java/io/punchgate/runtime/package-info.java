/**
 * What both sides run on: the event log, the vault, and who may call. It knows how events are stored, never what they mean.
 */
@NullMarked
package io.punchgate.runtime;

import org.jspecify.annotations.NullMarked;
