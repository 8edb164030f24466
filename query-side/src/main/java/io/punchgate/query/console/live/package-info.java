/**
 * The page that is live: punches as they come, and the figures of the moment.
 */
@NullMarked
package io.punchgate.query.console.live;

import org.jspecify.annotations.NullMarked;
