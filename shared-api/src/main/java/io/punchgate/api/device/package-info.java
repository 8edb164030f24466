/** What devices report, what operators decide about devices, and what follows from both. */
@NullMarked
package io.punchgate.api.device;

import org.jspecify.annotations.NullMarked;
