package io.punchgate.command.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The connection of one node to the database and log that it shares with others, until it is cut. */
public final class CutCable {

    private volatile boolean cut;

    public void cut() {
        cut = true;
    }

    public DataSource to(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                if (cut) {
                    throw new SQLException("cut off");
                }
                return super.getConnection();
            }
        };
    }

    public EventStorageEngine to(EventStorageEngine log) {
        Class<?> engine = EventStorageEngine.class;
        return (EventStorageEngine) Proxy.newProxyInstance(
                engine.getClassLoader(), new Class<?>[] {engine}, (proxy, method, arguments) -> {
                    if (cut) {
                        throw new IllegalStateException("cut off");
                    }
                    try {
                        return method.invoke(log, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
