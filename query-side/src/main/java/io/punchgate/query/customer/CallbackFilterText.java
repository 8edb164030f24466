package io.punchgate.query.customer;

import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.query.projection.JsonText;
import jakarta.persistence.Converter;

/** Keeps a callback's filter as JSON. */
@Converter
final class CallbackFilterText extends JsonText<CallbackFilter> {

    CallbackFilterText() {
        super(CallbackFilter.class);
    }
}
