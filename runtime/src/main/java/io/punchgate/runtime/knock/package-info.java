/**
 * The callers that were lately refused as devices, for operators: noted in memory, and kept in a small table of the schema
 * {@code access}.
 *
 * <p>The gateways tell it of refusals, and operators read it. It decides nothing, and never keeps a secret.
 */
@NullMarked
package io.punchgate.runtime.knock;

import org.jspecify.annotations.NullMarked;
