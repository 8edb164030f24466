/**
 * What operators may change, over HTTP: it reads what they send, issues secrets, and sends commands. It decides nothing that
 * an aggregate could, and never reads a read model.
 */
@NullMarked
package io.punchgate.command.admin;

import org.jspecify.annotations.NullMarked;
