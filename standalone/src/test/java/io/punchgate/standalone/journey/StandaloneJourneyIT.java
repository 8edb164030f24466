package io.punchgate.standalone.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The main job in one process with its embedded database. */
class StandaloneJourneyIT extends PunchReachesCustomer {

    StandaloneJourneyIT(@TempDir Path folder) {
        super(Installation.standalone(folder));
    }
}
