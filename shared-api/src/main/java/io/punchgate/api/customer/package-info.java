/** What operators decide about a customer: its pairing rule, its callback's address and secrets, its API keys. */
@NullMarked
package io.punchgate.api.customer;

import org.jspecify.annotations.NullMarked;
