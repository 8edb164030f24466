/**
 * The pages of people: who is in, and a person's month as lines of time.
 */
@NullMarked
package io.punchgate.query.console.people;

import org.jspecify.annotations.NullMarked;
