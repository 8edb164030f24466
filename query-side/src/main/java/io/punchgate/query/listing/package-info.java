/**
 * What the lists of all features share: reading filters, limits and times from a call, cursors, pages.
 *
 * <p>It knows no table and no feature.
 */
@NullMarked
package io.punchgate.query.listing;

import org.jspecify.annotations.NullMarked;
