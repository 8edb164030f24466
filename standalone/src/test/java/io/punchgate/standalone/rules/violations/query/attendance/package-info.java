/** A feature that another one knows. */
@NullMarked
package io.punchgate.standalone.rules.violations.query.attendance;

import org.jspecify.annotations.NullMarked;
