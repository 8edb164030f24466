package io.punchgate.standalone.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.punchgate.standalone.rules.Packages.below;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.List;

/** The rules about dependencies: between sides, between features, between dialects, between packages. */
record SideRules(Packages packages) {

    List<ArchRule> all() {
        return List.of(
                mustNotKnow(packages.command(), packages.query()),
                mustNotKnow(packages.query(), packages.command()),
                mustNotKnow(
                        packages.api(),
                        packages.command(),
                        packages.query(),
                        packages.runtime(),
                        "org.springframework"),
                mustNotKnow(packages.runtime(), packages.command(), packages.query()),
                noClasses()
                        .that()
                        .resideInAPackage(below(packages.command()))
                        .and()
                        .resideOutsideOfPackages(below(packages.gateway()), packages.command())
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(below(packages.gateway()))
                        .as("features do not know gateways"),
                meetThroughApi(packages.gateway(), packages.sharedByDialects()).as("no dialect knows another"),
                meetThroughApi(packages.command(), packages.sharedByCommands())
                        .as("features of the command side meet only through the api"),
                meetThroughApi(packages.query(), packages.sharedByQueries())
                        .as("features of the query side meet only through the api"),
                slices().matching(packages.root() + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .as("no cycles among packages"));
    }

    private static ArchRule mustNotKnow(String one, String... others) {
        String[] below = List.of(others).stream().map(Packages::below).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(below(one))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(below);
    }

    private static SliceRule meetThroughApi(String parent, List<String> shared) {
        String[] below = shared.stream().map(Packages::below).toArray(String[]::new);
        return slices().matching(parent + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(below));
    }
}
