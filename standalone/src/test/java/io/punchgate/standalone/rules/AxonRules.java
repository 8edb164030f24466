package io.punchgate.standalone.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static io.punchgate.standalone.rules.Packages.below;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;

/** The rules about the places where a reader who knows Axon looks for its parts. */
record AxonRules(Packages packages) {

    List<ArchRule> all() {
        return List.of(
                codeUnits()
                        .that()
                        .areAnnotatedWith(CommandHandler.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .areAnnotatedWith(Aggregate.class)
                        .as("an aggregate is one class with all its command handlers"),
                methods()
                        .that()
                        .areAnnotatedWith(EventSourcingHandler.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .areAnnotatedWith(Aggregate.class)
                        .as("an aggregate is one class with all its event sourcing handlers"),
                classes()
                        .that()
                        .areAnnotatedWith(Aggregate.class)
                        .or()
                        .areAnnotatedWith(Saga.class)
                        .should()
                        .resideInAPackage(below(packages.command())),
                methods()
                        .that()
                        .areAnnotatedWith(QueryHandler.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .resideInAPackage(below(packages.query()))
                        .andShould()
                        .beDeclaredInClassesThat()
                        .haveSimpleNameEndingWith("QueryHandler"),
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
                        .resideInAnyPackage(below(packages.lane()), below(packages.log()))
                        .as("parts of ours that stand in for Axon's are in the lane and the log alone"));
    }
}
