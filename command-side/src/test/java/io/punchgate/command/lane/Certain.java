package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.PiggybackedStatement;
import io.punchgate.runtime.log.StagedAppend;
import io.punchgate.runtime.log.StoredEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** Nothing is ever assumed, and nothing stored in a log. */
class Certain implements BatchBasis {

    @Override
    public OpenAppend establish(List<? extends CommandMessage<?>> batch) {
        return new NoLog();
    }

    @Override
    public boolean mayAssume() {
        return false;
    }

    @Override
    public StagedAppend stage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void assume(StagedAppend append) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(List<StagedAppend> appends) {
        throw new UnsupportedOperationException();
    }

    private static final class NoLog implements OpenAppend {

        @Override
        public long head() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void append(List<StoredEvent> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void accompany(PiggybackedStatement statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onceStored(Runnable action) {
            throw new UnsupportedOperationException();
        }
    }
}
