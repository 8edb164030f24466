/** What happens to a punch whose first attempt was not acknowledged: the saga drives its retries until it ends. */
@NullMarked
package io.punchgate.command.push.saga;

import org.jspecify.annotations.NullMarked;
