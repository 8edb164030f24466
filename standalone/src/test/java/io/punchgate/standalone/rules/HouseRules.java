package io.punchgate.standalone.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The rules about what no class does: sleep, poll, print, have fields injected, read the system's time. */
record HouseRules(Packages packages) {

    private static final Set<String> SYSTEM_CLOCKS = Set.of("systemUTC", "systemDefaultZone", "system");

    List<ArchRule> all() {
        return List.of(
                noClasses().should().callMethodWhere(sleeps()),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(Allowance.POLLS.in(packages.root()))
                        .should()
                        .callMethodWhere(parksForATime())
                        .as("only one class polls"),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(Allowance.PRINTS.in(packages.root()))
                        .and()
                        .doNotHaveFullyQualifiedName(Allowance.PRINTS_AS_A_TOOL.in(packages.root()))
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"),
                noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."),
                noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(Allowance.MAKES_THE_CLOCK.in(packages.root()))
                        .should()
                        .callMethodWhere(readsTheSystemsTime()));
    }

    private static DescribedPredicate<JavaCall<?>> sleeps() {
        return DescribedPredicate.describe(
                "the target is Thread.sleep or TimeUnit.sleep",
                call -> (call.getTargetOwner().isEquivalentTo(Thread.class)
                                || call.getTargetOwner().isEquivalentTo(TimeUnit.class))
                        && call.getName().equals("sleep"));
    }

    private static DescribedPredicate<JavaCall<?>> parksForATime() {
        return DescribedPredicate.describe(
                "the target is LockSupport.parkNanos or parkUntil",
                call -> call.getTargetOwner().isEquivalentTo(LockSupport.class)
                        && !call.getName().equals("park")
                        && call.getName().startsWith("park"));
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
