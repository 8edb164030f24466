package io.punchgate.query.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An SQL statement and its parameters.
 *
 * @param parameters as the driver takes them
 */
public record Statement(String sql, List<Object> parameters) {

    public Statement {
        parameters = List.copyOf(parameters);
    }

    /** The rows of all of these, once each statement, followed by {@code rest}. */
    public static Statement unionAll(List<Statement> statements, String rest, Object... values) {
        List<Object> all = new ArrayList<>();
        statements.forEach(each -> all.addAll(each.parameters));
        all.addAll(List.of(values));
        String union = statements.stream().map(each -> "(" + each.sql + ")").collect(Collectors.joining(" union all "));
        return new Statement("select * from (" + union + ") found " + rest, all);
    }

    /** The statement, to be run there. */
    public JdbcClient.StatementSpec on(JdbcClient jdbc) {
        return jdbc.sql(sql).params(parameters);
    }
}
