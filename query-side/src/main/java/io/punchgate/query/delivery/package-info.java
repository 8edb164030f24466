/** What became of each punch's push. */
@NullMarked
package io.punchgate.query.delivery;

import org.jspecify.annotations.NullMarked;
