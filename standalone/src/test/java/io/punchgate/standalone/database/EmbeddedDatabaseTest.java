package io.punchgate.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder for all tests: each leaves a stopped server, and unpacking it once is enough. */
class EmbeddedDatabaseTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void aFolderWithATable() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            run(database, "create table kept (value text)");
        }
    }

    @Test
    void givenARunningDatabase_whenItsSettingsAreRead_thenCommitsReachTheDisk() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database, "show fsync")).isEqualTo("on");
            assertThat(read(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(read(database, "show full_page_writes")).isEqualTo("on");
            assertThat(read(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void givenAStoppedDatabase_whenStartedAgain_thenItsRowsAreThere() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            run(database, "insert into kept values ('restart')");
        }
        assertKept("restart");
    }

    @Test
    void givenAKilledServer_whenStartedAgain_thenItRecovers() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            run(database, "insert into kept values ('server killed')");
            kill(postmaster());
        }
        assertKept("server killed");
    }

    @Test
    void givenAKilledProcess_whenStartedAgain_thenItsServerIsReplaced() throws Exception {
        Process process = EmbeddedDatabaseProcess.launch(folder);
        ProcessHandle orphan = postmaster();
        kill(process.toHandle());
        assertThat(orphan.isAlive()).as("a server outlives its killed process").isTrue();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            orphan.onExit().get(10, TimeUnit.SECONDS);
            assertThat(read(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void givenAProcessAndItsServerKilled_whenStartedAgain_thenItRecovers() throws Exception {
        Process process = EmbeddedDatabaseProcess.launch(folder);
        ProcessHandle orphan = postmaster();
        kill(process.toHandle());
        kill(orphan);
        assertThat(folder.resolve("postgres/postmaster.pid")).exists();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void givenAPositionThatAPredecessorHolds_whenStartedAgain_thenItIsFree() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema query; create table query.token_entry (owner text)");
            statement.execute("insert into query.token_entry values ('a process that was killed')");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database, "select count(owner) from query.token_entry"))
                    .isEqualTo("0");
        }
    }

    @Test
    void givenAPidFileThatNamesAStranger_whenStarted_thenTheStrangerIsLeftAlone() throws Exception {
        Path pidFile = folder.resolve("postgres/postmaster.pid");
        Files.writeString(
                pidFile, ProcessHandle.current().pid() + "\n" + folder.resolve("postgres") + "\n1\n5432\n\n\n\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void givenAnEmptyPidFile_whenStarted_thenItIsNoObstacle() throws Exception {
        Files.createFile(folder.resolve("postgres/postmaster.pid"));

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void givenAFolderInUse_whenStartedAgain_thenItIsRefusedByName() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(folder.toRealPath().toString())
                    .hasMessageContaining("in use");
            assertThat(read(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void givenTheDataFolder_whenOthersLook_thenThePasswordIsTheOwnersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void givenAWrongPassword_whenConnecting_thenItIsRefused() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void assertKept(String value) throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(read(database, "select count(*) from kept where value = '" + value + "'"))
                    .isEqualTo("1");
        }
    }

    private static ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void kill(ProcessHandle process) throws Exception {
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
