package io.punchgate.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** By itself, as it handles the failures of every thread of the virtual machine meanwhile. */
@Isolated
class BrokenProcessTest {

    private final Semaphore ended = new Semaphore(0);
    private final AnnotationConfigApplicationContext process = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() {
        process.registerBean(BrokenProcess.class, () -> new BrokenProcess(process, ended::release));
        process.refresh();
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void givenAProcess_whenItsLivenessIsBroken_thenItEnds() {
        AvailabilityChangeEvent.publish(process, LivenessState.CORRECT);
        assertThat(ended.availablePermits()).isZero();

        AvailabilityChangeEvent.publish(process, LivenessState.BROKEN);
        assertThat(ended.availablePermits()).isOne();
    }

    @Test
    void givenAThreadWithoutMemory_whenItDies_thenTheProcessEnds() throws InterruptedException {
        Thread dying = Thread.ofPlatform().start(() -> {
            throw new OutOfMemoryError("as if");
        });
        dying.join();

        assertThat(ended.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenAThreadThatFails_whenItDies_thenTheProcessGoesOn() throws InterruptedException {
        Thread dying = Thread.ofPlatform().start(() -> {
            throw new IllegalStateException("as if");
        });
        dying.join();

        assertThat(ended.availablePermits()).isZero();
    }
}
