@NullMarked
package io.punchgate.query.person;

import org.jspecify.annotations.NullMarked;
