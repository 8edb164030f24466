package io.punchgate.command.lane;

import io.punchgate.runtime.log.StagedAppend;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** Nothing is ever assumed. */
final class Certain implements BatchBasis {

    @Override
    public void establish(List<? extends CommandMessage<?>> batch) {}

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
}
