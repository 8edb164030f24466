package io.punchgate.standalone.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * The rules, for the packages below a root: the product's, or the miniature of it that breaks them all.
 *
 * @param root such as {@code io.punchgate}
 */
record ArchitectureRules(String root) {

    /** The banner's class prints its secrets to standard output, so that they do not enter the log. */
    private static final String MAY_PRINT = ".*\\.demo\\.DemoStart|.*\\.standalone\\.verify\\..*";

    private static final String MAKES_THE_CLOCK = ".*\\.runtime\\.RuntimeConfiguration";

    /** What several dialects have in common. */
    private static final String[] SHARED_BY_DIALECTS = {"..gateway.broker..", "..gateway.json..", "..gateway.socket.."};

    private static final Set<String> SYSTEM_CLOCKS = Set.of("systemUTC", "systemDefaultZone", "system");

    /** Every package that a rule names; a rule for a package that does not exist guards nothing. */
    List<String> packages() {
        return List.of(api(), command(), gateways(), query(), runtime());
    }

    List<ArchRule> all() {
        return List.of(
                noClasses()
                        .that()
                        .resideInAPackage(command() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(query() + ".."),
                noClasses()
                        .that()
                        .resideInAPackage(query() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(command() + ".."),
                noClasses()
                        .that()
                        .resideInAPackage(api() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                command() + "..", query() + "..", runtime() + "..", "org.springframework.."),
                noClasses()
                        .that()
                        .resideInAPackage(runtime() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(command() + "..", query() + ".."),
                noClasses()
                        .that()
                        .resideInAPackage(command() + "..")
                        .and()
                        .resideOutsideOfPackage(gateways() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(gateways() + "..")
                        .as("features do not know gateways"),
                slices().matching(gateways() + ".(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_BY_DIALECTS)),
                noClasses().should().callMethodWhere(sleeps()),
                noClasses()
                        .that()
                        .haveNameNotMatching(MAY_PRINT)
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"),
                noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."),
                noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class),
                noClasses()
                        .that()
                        .haveNameNotMatching(MAKES_THE_CLOCK)
                        .should()
                        .callMethodWhere(readsTheSystemsTime()));
    }

    private String api() {
        return root + ".api";
    }

    private String command() {
        return root + ".command";
    }

    private String gateways() {
        return command() + ".gateway";
    }

    private String query() {
        return root + ".query";
    }

    private String runtime() {
        return root + ".runtime";
    }

    private static DescribedPredicate<JavaCall<?>> sleeps() {
        return DescribedPredicate.describe(
                "the target is Thread.sleep",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep"));
    }

    /** {@code now()} of the time classes without a clock, and the making of a clock. */
    private static DescribedPredicate<JavaCall<?>> readsTheSystemsTime() {
        return DescribedPredicate.describe(
                "the system's time is read past the Clock bean",
                call -> readsNow(call) || readsMilliseconds(call) || makesAClock(call));
    }

    private static boolean readsNow(JavaCall<?> call) {
        return call.getTargetOwner().getPackageName().equals("java.time")
                && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static boolean readsMilliseconds(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("currentTimeMillis");
    }

    private static boolean makesAClock(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Clock.class) && SYSTEM_CLOCKS.contains(call.getName());
    }
}
