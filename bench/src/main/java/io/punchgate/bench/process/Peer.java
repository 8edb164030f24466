package io.punchgate.bench.process;

import io.punchgate.bench.peer.axon.AxonPeer;
import io.punchgate.bench.peer.crud.CrudPeer;
import io.punchgate.bench.peer.http.HttpPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The peers, each a process of this same jar, with a database of its own in the product's server. */
public enum Peer {
    HTTP(HttpPeer.class, Peer.NO_DATABASE),
    CRUD(CrudPeer.class, ""),
    AXON(AxonPeer.class, Peer.NO_JPA);

    private static final String NO_JPA =
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,"
                    + "org.axonframework.springboot.autoconfig.JpaAutoConfiguration,"
                    + "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration";
    private static final String NO_DATABASE =
            NO_JPA + ",org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    /** With the product's 30 and the raw limit's, they stay below the 100 connections of the server. */
    private static final String POOL = "16";

    private final Class<?> application;
    private final String withoutAutoConfiguration;

    Peer(Class<?> application, String withoutAutoConfiguration) {
        this.application = application;
        this.withoutAutoConfiguration = withoutAutoConfiguration;
    }

    /** The task of a process that is started with {@code peer <name>}. */
    public static void main(String name) {
        SpringApplication.run(Peer.valueOf(name.toUpperCase(Locale.ROOT)).application);
    }

    /** Makes its database, starts it and waits until it serves. */
    public ChildProcess start(Database server, Path jar, Path folder) {
        String name = name().toLowerCase(Locale.ROOT);
        Database database = server.create("peer_" + name);
        return ChildProcess.start(
                List.of("-jar", jar.toString(), "peer", name),
                Map.ofEntries(
                        Map.entry("SPRING_AUTOCONFIGURE_EXCLUDE", withoutAutoConfiguration),
                        Map.entry("SPRING_DATASOURCE_URL", database.url() + "?reWriteBatchedInserts=true"),
                        Map.entry("SPRING_DATASOURCE_USERNAME", Database.USER),
                        Map.entry("SPRING_DATASOURCE_PASSWORD", database.password()),
                        Map.entry("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", POOL),
                        Map.entry("SPRING_JPA_HIBERNATE_DDLAUTO", "update"),
                        Map.entry("SPRING_JPA_OPENINVIEW", "false"),
                        Map.entry("SPRING_THREADS_VIRTUAL_ENABLED", "true"),
                        Map.entry("SERVER_TOMCAT_MAXKEEPALIVEREQUESTS", "-1"),
                        Map.entry("SERVER_SHUTDOWN", "graceful"),
                        Map.entry("AXON_AXONSERVER_ENABLED", "false"),
                        Map.entry("AXON_SERIALIZER_GENERAL", "jackson3"),
                        Map.entry("AXON_SERIALIZER_EVENTS", "jackson3"),
                        Map.entry("AXON_SERIALIZER_MESSAGES", "jackson3")),
                folder.resolve("peer-" + name + ".log"),
                "/ready");
    }
}
