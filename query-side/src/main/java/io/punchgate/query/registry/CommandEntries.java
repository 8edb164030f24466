package io.punchgate.query.registry;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.CrudRepository;

/** The commands for devices. */
interface CommandEntries extends CrudRepository<CommandEntry, Long> {

    List<CommandEntry> findBySnOrderByPositionDesc(String sn, Limit limit);

    /** The newest: ids are random and short, so that an old one may come again. */
    Optional<CommandEntry> findFirstBySnAndCommandIdOrderByPositionDesc(String sn, String commandId);
}
