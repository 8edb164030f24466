package io.punchgate.standalone.rules.violations.query;

import org.axonframework.spring.stereotype.Aggregate;

/** An aggregate on the side that only reads. */
@Aggregate
class DecidesAmongReaders {}
