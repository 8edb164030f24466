/** Breaks the rules between the sides. */
@NullMarked
package io.punchgate.standalone.rules.violations.query;

import org.jspecify.annotations.NullMarked;
