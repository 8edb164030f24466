/** Classes that break the rules outside of any side. Never used; only looked at. */
@NullMarked
package io.punchgate.standalone.rules.violations;

import org.jspecify.annotations.NullMarked;
