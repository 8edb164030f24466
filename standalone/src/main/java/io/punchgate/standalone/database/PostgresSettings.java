package io.punchgate.standalone.database;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of the embedded server. Given on its command line, so that no file in the data folder weakens them. */
final class PostgresSettings {

    private PostgresSettings() {}

    static Map<String, String> forPort(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        // A socket file would need a folder that others can reach; loopback is enough.
        settings.put("unix_socket_directories", "");
        // A punch that was acknowledged must survive a power cut.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("max_connections", "100");
        // The recent log and the hot indexes; the rest is left to the operating system's cache.
        settings.put("shared_buffers", "256MB");
        // Rare checkpoints: each one makes the pages touched after it be logged in full.
        settings.put("max_wal_size", "2GB");
        // Files of the write-ahead log are kept to be written again: making 4 MB of them holds up all answers for 12
        // ms.
        settings.put("min_wal_size", "1GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("wal_compression", "off");
        // Compiling a query takes longer than any of ours runs.
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // Failed statements are told to the client; their text and values may be personal and stay out of the log.
        settings.put("log_min_messages", "log");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        return settings;
    }

    /** The same as options of {@code postgres}. No value needs quoting. */
    static String asOptions(int port) {
        StringBuilder options = new StringBuilder();
        forPort(port)
                .forEach((name, value) ->
                        options.append(" -c ").append(name).append('=').append(value));
        return options.substring(1);
    }
}
