package io.punchgate.query.registry;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.CrudRepository;

/** The commands for devices. */
interface CommandEntries extends CrudRepository<CommandEntry, Long> {

    List<CommandEntry> findBySnOrderByPositionDesc(String sn, Limit limit);

    List<CommandEntry> findBySnAndCommandId(String sn, String commandId);
}
