/**
 * Logins of people: a key is entered once, and a cookie stands for it from then on.
 *
 * <p>It decides who looks at a page and whether a form came from one of ours. It knows no page but that of the login.
 */
@NullMarked
package io.punchgate.query.console.session;

import org.jspecify.annotations.NullMarked;
