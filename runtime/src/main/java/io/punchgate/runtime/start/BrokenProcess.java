package io.punchgate.runtime.start;

import io.punchgate.runtime.wait.Polling;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Ends a process that cannot mend itself, so that whoever runs it starts it anew: its liveness is broken, or a thread died as the
 * virtual machine could not go on. It ends as after a {@code SIGTERM}, embedded database included, or at once where that takes
 * too long.
 */
public final class BrokenProcess implements SmartLifecycle {

    /** EX_SOFTWARE of sysexits.h. */
    static final int EXIT_STATUS = 70;

    private static final Duration ORDERLY_END_MAX = Duration.ofSeconds(25);
    private static final Logger LOG = LoggerFactory.getLogger(BrokenProcess.class);

    private final ApplicationContext process;
    private final Runnable end;
    private @Nullable UncaughtExceptionHandler before;
    private boolean running;

    /** @param end ends the process; called again where it is found broken again */
    public BrokenProcess(ApplicationContext process, Runnable end) {
        this.process = process;
        this.end = end;
    }

    /** One that ends this virtual machine. */
    public static BrokenProcess endingThis(ApplicationContext process) {
        return new BrokenProcess(process, BrokenProcess::exit);
    }

    private static void exit() {
        try {
            Thread.ofPlatform().daemon().name("process-halt").start(() -> {
                Polling.rest(ORDERLY_END_MAX);
                Runtime.getRuntime().halt(EXIT_STATUS);
            });
            Thread.ofPlatform().daemon().name("process-exit").start(() -> System.exit(EXIT_STATUS));
        } catch (OutOfMemoryError noThreadToBeHad) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }

    @EventListener
    void on(AvailabilityChangeEvent<LivenessState> change) {
        if (change.getState() == LivenessState.BROKEN) {
            LOG.error("this process cannot go on, and ends");
            end.run();
        }
    }

    /** Axon and the libraries beside it log what ends their threads; this hears of what nobody expects. */
    @Override
    public void start() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
        running = true;
    }

    private void uncaught(Thread thread, Throwable failure) {
        LOG.error("thread {} ended", thread.getName(), failure);
        if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
            AvailabilityChangeEvent.publish(process, LivenessState.BROKEN);
        }
    }

    @Override
    public void stop() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.COMMAND_LANE.phase();
    }
}
