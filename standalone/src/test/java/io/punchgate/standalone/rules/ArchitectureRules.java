package io.punchgate.standalone.rules;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rules that class files show, for the packages below a root: the product's, or those of the miniature that breaks them.
 *
 * @param root such as {@code io.punchgate}
 */
record ArchitectureRules(String root) {

    List<ArchRule> all() {
        Packages packages = packages();
        return Stream.of(
                        new SideRules(packages).all(),
                        new AxonRules(packages).all(),
                        new NamingRules(packages).all(),
                        new HouseRules(packages).all())
                .flatMap(List::stream)
                .toList();
    }

    Packages packages() {
        return new Packages(root);
    }
}
