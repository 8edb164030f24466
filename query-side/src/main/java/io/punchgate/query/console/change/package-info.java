/**
 * Asks the APIs for changes, with the key of the person who wants them: what that key may not do, no page does.
 *
 * <p>It knows neither commands nor rules, only paths and answers.
 */
@NullMarked
package io.punchgate.query.console.change;

import org.jspecify.annotations.NullMarked;
