/** The rules of the house as tests, each shown red on a violation kept below. */
@NullMarked
package io.punchgate.standalone.rules;

import org.jspecify.annotations.NullMarked;
