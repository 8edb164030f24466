/** Tests of the parts that all lists share. */
@NullMarked
package io.punchgate.query.listing;

import org.jspecify.annotations.NullMarked;
