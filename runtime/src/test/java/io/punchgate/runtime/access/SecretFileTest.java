package io.punchgate.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.start.PunchgateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @Test
    void givenNoFile_whenManyNeedTheSecretAtOnce_thenAllGetTheSame(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("data").resolve("secret");
        Set<String> secrets = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> readers = IntStream.range(0, 32)
                    .<Callable<String>>mapToObj(i -> () -> SecretFile.readOrCreate(file))
                    .toList();
            for (Future<String> secret : threads.invokeAll(readers)) {
                secrets.add(secret.get());
            }
        }
        assertThat(secrets).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void givenEmptyFile_whenRead_thenRefused(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("secret"));
        assertThatThrownBy(() -> SecretFile.readOrCreate(file)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenNoAdminToken_whenStarted_thenItIsGeneratedIntoTheDataDirectory(@TempDir Path directory)
            throws IOException {
        AdminToken token = new AdminToken(new PunchgateSettings(null, directory, false, true, List.of()));
        String written = Files.readString(directory.resolve("admin-token")).strip();
        assertThat(written).hasSize(43);
        assertThat(token.is(written)).isTrue();
        assertThat(token.is(written + "x")).isFalse();
    }
}
