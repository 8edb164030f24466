package io.punchgate.query;

import io.punchgate.query.listing.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs statements as readers' sessions plan them, and counts the rows that their scans touched, filtered ones included. */
public final class RowsRead implements AutoCloseable {

    private static final List<String> ROWS =
            List.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck");

    private final SingleConnectionDataSource connection;

    public RowsRead(DataSource database) throws java.sql.SQLException {
        this.connection = new SingleConnectionDataSource(database.getConnection(), true);
        jdbc().sql("set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off")
                .update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(connection);
    }

    /** The plan of a statement that was run, and the rows that it touched. */
    public record Plan(double rows, List<String> indexes) {}

    public Plan of(Statement statement) {
        String plan = new Statement(
                        "explain (analyze, timing off, format json) " + statement.sql(), statement.parameters())
                .on(jdbc())
                .query(String.class)
                .single();
        List<String> indexes = new ArrayList<>();
        double rows = scanned(JsonMapper.shared().readTree(plan).path(0).path("Plan"), indexes);
        return new Plan(rows, indexes);
    }

    private static double scanned(JsonNode node, List<String> indexes) {
        double rows = 0;
        if (node.path("Node Type").stringValue("").endsWith("Scan") && !node.has("Subplan Name")) {
            double loops = node.path("Actual Loops").doubleValue(1);
            for (String kind : ROWS) {
                rows += loops * node.path(kind).doubleValue(0);
            }
            if (node.has("Index Name")) {
                indexes.add(node.path("Index Name").stringValue());
            }
        }
        for (JsonNode child : node.path("Plans")) {
            rows += scanned(child, indexes);
        }
        return rows;
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
