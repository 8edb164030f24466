/**
 * Reads calls and refuses them: bodies and query parameters within limits, problems by RFC 9457 and the one place that
 * turns exceptions into them.
 *
 * <p>It knows no feature, and never who calls: that is {@code access}.
 */
@NullMarked
package io.punchgate.runtime.web;

import org.jspecify.annotations.NullMarked;
