package io.punchgate.runtime.access.history;

import io.punchgate.runtime.sql.StorableText;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored history. Calls that come together are written together, by one of their threads: an entry needs the hash of the one
 * before it, so that each alone would wait for the disk by turns.
 */
public final class AccessHistory implements AccessRecorder {

    private static final int WAITING_MAX = 1_000;
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final int TEXT_CHARACTERS_MAX = 500;
    /** Appends wait meanwhile. */
    private static final int FORGOTTEN_AT_ONCE_MAX = 1_000;

    private static final String FORGET = """
            with gone as (
                delete from access.entry
                where id in (select id from access.entry where id < ? order by id limit ?)
                returning id, hash
            )
            update access.head set forgotten_id = last.id, forgotten_hash = last.hash
            from (select id, hash from gone order by id desc limit 1) last
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private record Waiting(Access access, CompletableFuture<Void> stored) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ReentrantLock writing = new ReentrantLock();

    /** The history in that database, whose schema {@code access} exists. */
    public AccessHistory(DataSource database) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Override
    public void record(Access access) {
        Waiting mine = new Waiting(access, new CompletableFuture<>());
        if (!waiting.offer(mine)) {
            throw new IllegalStateException("more than " + WAITING_MAX + " accesses wait to be stored");
        }
        try {
            if (!writing.tryLock(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                waiting.remove(mine);
                throw new IllegalStateException("the access was not stored within " + WAIT_MAX.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the access was stored", e);
        }
        try {
            if (!mine.stored().isDone()) {
                writeWaiting();
            }
        } finally {
            writing.unlock();
        }
        try {
            mine.stored().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the access was not stored", e.getCause());
        }
    }

    /** Removes the entries before the first that is not older. The last of them is noted, so that the chain goes on from it. */
    void forgetBefore(Instant instant) {
        long first = Objects.requireNonNull(jdbc.queryForObject(
                "select coalesce(min(id), (select id + 1 from access.head)) from access.entry where at >= ?",
                Long.class,
                Timestamps.utc(instant)));
        boolean more = true;
        while (more) {
            more = jdbc.update(FORGET, first, FORGOTTEN_AT_ONCE_MAX) > 0;
        }
    }

    private void writeWaiting() {
        List<Waiting> taken = new ArrayList<>();
        waiting.drainTo(taken);
        try {
            transaction.executeWithoutResult(
                    status -> append(taken.stream().map(Waiting::access).toList()));
        } catch (RuntimeException e) {
            taken.forEach(each -> each.stored().completeExceptionally(e));
            return;
        }
        taken.forEach(each -> each.stored().complete(null));
    }

    private void append(List<Access> accesses) {
        AccessChain chain = jdbc.queryForObject(
                "select id, hash from access.head for update",
                (row, number) -> new AccessChain(row.getLong(1), row.getBytes(2)));
        if (chain == null) {
            throw new IllegalStateException("the history of accesses has no head");
        }
        List<Object[]> rows = new ArrayList<>();
        for (Access access : accesses) {
            String record = text(access);
            chain.add(record);
            rows.add(new Object[] {
                chain.id(), Timestamps.utc(access.at()), access.customerId(), access.sn(), record, chain.hash()
            });
        }
        jdbc.batchUpdate(
                "insert into access.entry (id, at, customer_id, sn, record, hash) values (?, ?, ?, ?, ?, ?)", rows);
        jdbc.update("update access.head set id = ?, hash = ?", chain.id(), chain.hash());
    }

    private static String text(Access access) {
        ObjectNode record = JSON.createObjectNode()
                .put("at", access.at().toString())
                .put("who", cut(access.who()))
                .put("role", access.role())
                .put("action", cut(access.action()))
                .put("address", access.address());
        if (access.customerId() != null) {
            record.put("customer_id", access.customerId());
        }
        if (access.sn() != null) {
            record.put("sn", access.sn());
        }
        return JSON.writeValueAsString(record);
    }

    private static String cut(String text) {
        String storable = StorableText.of(text);
        return storable.length() <= TEXT_CHARACTERS_MAX ? storable : storable.substring(0, TEXT_CHARACTERS_MAX);
    }
}
