/** A feature that knows another one. */
@NullMarked
package io.punchgate.standalone.rules.violations.query.presence;

import org.jspecify.annotations.NullMarked;
