package io.punchgate.standalone.journey;

import io.punchgate.runtime.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The main job in two processes on one PostgreSQL. */
class SplitJourneyIT extends PunchReachesCustomer {

    SplitJourneyIT(@TempDir Path folder) {
        super(Installation.split(folder, TestDatabase.freshUrl()));
    }
}
