package io.punchgate.bench.peer.axon;

import java.time.LocalDateTime;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

record NotePunch(
        @TargetAggregateIdentifier String sn, String userId, LocalDateTime time, int attState, int inputType) {}
