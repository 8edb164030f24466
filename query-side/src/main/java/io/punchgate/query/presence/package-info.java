/** Which devices are online, and who is in. */
@NullMarked
package io.punchgate.query.presence;

import org.jspecify.annotations.NullMarked;
