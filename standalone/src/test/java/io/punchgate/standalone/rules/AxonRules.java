package io.punchgate.standalone.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.punchgate.standalone.rules.Packages.below;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;

/** The rules about the places where a reader who knows Axon looks for its parts. */
record AxonRules(Packages packages) {

    List<ArchRule> all() {
        return List.of(
                classes()
                        .that()
                        .areAnnotatedWith(Aggregate.class)
                        .or()
                        .areAnnotatedWith(Saga.class)
                        .should()
                        .resideInAPackage(below(packages.command())),
                classes()
                        .that()
                        .areAssignableTo(CommandBus.class)
                        .or()
                        .areAssignableTo(EventBus.class)
                        .or()
                        .areAssignableTo(EventStorageEngine.class)
                        .or()
                        .areAssignableTo(QueryBus.class)
                        .or()
                        .areAssignableTo(Cache.class)
                        .should()
                        .resideInAnyPackage(packages.lane(), packages.log())
                        .as("parts of ours that stand in for Axon's are in the lane and the log alone"));
    }
}
