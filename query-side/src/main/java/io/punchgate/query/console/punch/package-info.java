/**
 * One punch from the request to the proof, and the line by which other pages list it.
 */
@NullMarked
package io.punchgate.query.console.punch;

import org.jspecify.annotations.NullMarked;
