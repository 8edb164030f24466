/**
 * Replays: the read models rebuilt from the events beside those that are served, compared with them, and put in their place.
 *
 * <p>A replay is asked for in any process and worked at by one, which others learn from the table {@code replay}. The package
 * knows read models as projections and their tables as the database describes them, never by name.
 */
@NullMarked
package io.punchgate.query.audit.replay;

import org.jspecify.annotations.NullMarked;
