/** How events become rows: in batches, each event once, and how a reader knows that its writes are there. */
@NullMarked
package io.punchgate.query.projection;

import org.jspecify.annotations.NullMarked;
