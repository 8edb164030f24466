@NullMarked
package io.punchgate.command.delivery.http;

import org.jspecify.annotations.NullMarked;
