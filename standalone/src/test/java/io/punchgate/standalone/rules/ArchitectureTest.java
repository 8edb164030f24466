package io.punchgate.standalone.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final ArchitectureRules RULES = new ArchitectureRules("io.punchgate");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Within the reactor the runtime's tests come as a jar or a folder of their own.
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
            .importPackages("io.punchgate");

    private static final String MINIATURE = "io.punchgate.standalone.rules.violations";
    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(MINIATURE);

    static List<ArchRule> rules() {
        return RULES.all();
    }

    static List<ArchRule> rulesOfTheMiniature() {
        return new ArchitectureRules(MINIATURE).all();
    }

    static List<String> packages() {
        return RULES.packages().named();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void givenTheProduct_whenChecked_thenTheRuleHolds(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rulesOfTheMiniature")
    void givenAViolation_whenChecked_thenTheRuleGoesRed(ArchRule rule) {
        assertThat(rule.evaluate(VIOLATIONS).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void givenAPackageNamedInARule_whenLookedFor_thenItHasClasses(String name) {
        assertThat(PRODUCT)
                .as(name)
                .anyMatch(found -> (found.getPackageName() + ".").startsWith(name + ".")
                        && !found.getSimpleName().equals("package-info"));
    }

    @ParameterizedTest
    @EnumSource
    void givenAnAllowance_whenItsClassIsLookedFor_thenItExists(Allowance allowance) {
        assertThat(PRODUCT.contain(allowance.in("io.punchgate"))).isTrue();
    }
}
