package io.punchgate.command.delivery;

import io.punchgate.runtime.wait.Polling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that takes its time for the next questions about the sagas of an event. */
public final class SlowDatabase extends DelegatingDataSource {

    private static final String ASSOCIATIONS = "push_saga_association";

    private final Duration delay;
    private final AtomicInteger slow = new AtomicInteger();

    public SlowDatabase(DataSource database, Duration delay) {
        super(database);
        this.delay = delay;
    }

    public void slowDown(int questions) {
        slow.set(questions);
    }

    /** The questions that will still be slow. */
    public int left() {
        return slow.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (arguments != null
                            && arguments[0] instanceof String sql
                            && sql.toLowerCase(java.util.Locale.ROOT).startsWith("select")
                            && sql.contains(ASSOCIATIONS)
                            && slow.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        Polling.rest(delay);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
