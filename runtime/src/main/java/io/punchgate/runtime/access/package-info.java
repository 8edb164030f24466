/** Who may call: the operator, and the customers' API keys; how refusals and bad requests are told. */
@NullMarked
package io.punchgate.runtime.access;

import org.jspecify.annotations.NullMarked;
