package io.punchgate.runtime.access;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bearer token of those who watch: set, or generated into the data directory. It is never logged. */
final class MetricsToken {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsToken.class);

    private final String value;

    MetricsToken(String set, Path dataDir) {
        value = set.isBlank() ? generated(dataDir) : set.strip();
    }

    boolean is(String shown) {
        return Tokens.same(value, shown);
    }

    private static String generated(Path dataDir) {
        Path file = dataDir.resolve("metrics-token").toAbsolutePath().normalize();
        String token = SecretFile.readOrCreate(file);
        LOG.info("the token for the metrics is in {}", file);
        return token;
    }
}
