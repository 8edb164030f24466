package io.punchgate.runtime.access;

import io.punchgate.runtime.start.PunchgateSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's bearer token: set, or generated into the data directory. It is never logged. */
public final class AdminToken {

    private static final Logger LOG = LoggerFactory.getLogger(AdminToken.class);

    private final String value;

    public AdminToken(PunchgateSettings settings) {
        @Nullable String set = settings.adminToken();
        value = set == null || set.isBlank() ? generated(settings.dataDir()) : set.strip();
    }

    /** Tells whether that is the operator's token. */
    public boolean is(String shown) {
        return Tokens.same(value, shown);
    }

    private static String generated(Path dataDir) {
        Path file = dataDir.resolve("admin-token").toAbsolutePath().normalize();
        String token = SecretFile.readOrCreate(file);
        LOG.info("the operator's token is in {}", file);
        return token;
    }
}
