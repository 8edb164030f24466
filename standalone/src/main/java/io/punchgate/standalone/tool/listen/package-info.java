/**
 * The tool that brings punches to a developer's own machine: it follows the gate's stream as any integrator may, and POSTs each
 * punch as the push would. It knows the gate by its HTTP API only and writes nothing to it; what a push looks like, it has from
 * {@code command.delivery.webhook}.
 */
@NullMarked
package io.punchgate.standalone.tool.listen;

import org.jspecify.annotations.NullMarked;
