/**
 * The pages that people look at: server-rendered, fed by the queries that the read APIs ask.
 *
 * <p>A page changes nothing by itself. What a form asks for goes to the command side's API, with the key that its user logged
 * in with. No page knows where anything is stored.
 */
@NullMarked
package io.punchgate.query.console;

import org.jspecify.annotations.NullMarked;
