package io.punchgate.standalone.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.RestController;

/** The rules about names that a reader predicts: those of HTTP classes and of a dialect's files. */
record NamingRules(Packages packages) {

    private static final String FRAMES = "FrameDecoder";
    private static final String REPORTS = "ReportDecoder";

    List<ArchRule> all() {
        return List.of(
                classes().that().areAnnotatedWith(RestController.class).should().haveSimpleNameEndingWith("Endpoint"),
                dialects("have a <Dialect>Gateway", dialect -> has(dialect, "Gateway")),
                dialects(
                        "decode with a <Dialect>FrameDecoder, a <Dialect>ReportDecoder, or the shared JSON",
                        dialect -> has(dialect, FRAMES) || has(dialect, REPORTS) || speaksJson(dialect)),
                dialects("name no decoder of frames or reports after anything else", NamingRules::namesItsOwnDecoders));
    }

    private ArchRule dialects(String requirement, Predicate<JavaPackage> met) {
        String gateway = packages.gateway();
        List<String> shared = packages.sharedByDialects();
        return ArchRuleDefinition.all(new AbstractClassesTransformer<JavaPackage>("dialects") {
                    @Override
                    public Iterable<JavaPackage> doTransform(JavaClasses classes) {
                        return classes.getPackage(gateway).getSubpackages().stream()
                                .filter(dialect -> !shared.contains(dialect.getName()))
                                .toList();
                    }
                })
                .should(new ArchCondition<>(requirement) {
                    @Override
                    public void check(JavaPackage dialect, ConditionEvents events) {
                        String told = dialect.getName() + " should " + requirement;
                        events.add(new SimpleConditionEvent(dialect, met.test(dialect), told));
                    }
                });
    }

    private boolean speaksJson(JavaPackage dialect) {
        String json = packages.gateway() + ".json";
        return dialect.getPackageDependenciesFromThisPackage().stream()
                .anyMatch(other -> other.getName().equals(json));
    }

    private static boolean has(JavaPackage dialect, String suffix) {
        return dialect.getClasses().stream().anyMatch(type -> isNamed(type, dialect, suffix));
    }

    private static boolean namesItsOwnDecoders(JavaPackage dialect) {
        return dialect.getClasses().stream()
                .filter(type -> type.getSimpleName().endsWith(FRAMES)
                        || type.getSimpleName().endsWith(REPORTS))
                .allMatch(type -> isNamed(type, dialect, FRAMES) || isNamed(type, dialect, REPORTS));
    }

    /** {@code mqttface} and {@code Gateway} make {@code MqttFaceGateway}: capitals are the author's. */
    private static boolean isNamed(JavaClass type, JavaPackage dialect, String suffix) {
        String name = type.getSimpleName();
        return name.endsWith(suffix)
                && name.toLowerCase(Locale.ROOT).equals(dialect.getRelativeName() + suffix.toLowerCase(Locale.ROOT));
    }
}
