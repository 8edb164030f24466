/**
 * The form of every page: the frame around it, the templates, times as people read them, the files that a page loads.
 *
 * <p>It knows no feature. Templates escape what they show by the place where it stands; nothing here writes HTML itself.
 */
@NullMarked
package io.punchgate.query.console.page;

import org.jspecify.annotations.NullMarked;
