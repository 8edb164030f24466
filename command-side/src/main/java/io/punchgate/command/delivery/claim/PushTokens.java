package io.punchgate.command.delivery.claim;

import io.punchgate.runtime.log.axon.TokenRow;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The position of the push processor in {@code command.token_entry}. Its owner there holds the {@link PushClaim}. */
@Component
public final class PushTokens extends JdbcTokenStore {

    static final String PROCESSOR = "push";
    static final int SEGMENT = 0;

    // Excludes the "for update" by which another process takes the claim, not the updates by which this one extends it.
    private static final String OURS = """
            select 1 from command.token_entry where processor_name = ? and segment = ? and owner = ? for key share
            """;

    private static final String EXTEND = """
            update command.token_entry set timestamp = ? where processor_name = ? and segment = ? and owner = ?
            """;

    private final PushClaim claim;
    private final WriteBehind writeBehind;
    private final JdbcTemplate jdbc;
    private final TokenRow row;

    public PushTokens(DataSource dataSource, Serializer serializer, PushClaim claim, WriteBehind writeBehind) {
        super(builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .serializer(serializer)
                .contentType(byte[].class)
                .nodeId(claim.holder())
                .claimTimeout(claim.timeout())
                .schema(TokenSchema.builder()
                        .setTokenTable("command.token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build()));
        this.claim = claim;
        this.writeBehind = writeBehind;
        this.jdbc = new JdbcTemplate(dataSource);
        this.row = new TokenRow(JdbcClient.create(jdbc), serializer, "command", PROCESSOR);
    }

    /**
     * Keeps other processes from taking the claim until the current transaction ends.
     *
     * @throws UnableToClaimTokenException if this process does not have it
     */
    public void fence() {
        if (!isOurs()) {
            throw new UnableToClaimTokenException("another process pushes");
        }
    }

    private boolean isOurs() {
        return !jdbc.queryForList(OURS, Integer.class, PROCESSOR, SEGMENT, claim.holder())
                .isEmpty();
    }

    /** The state of the processor, here or in another process. */
    TokenRow.State stored() {
        return row.read();
    }

    @Override
    public TrackingToken fetchToken(String processorName, int segment) {
        return taken(() -> super.fetchToken(processorName, segment));
    }

    @Override
    public TrackingToken fetchToken(String processorName, Segment segment) {
        return taken(() -> super.fetchToken(processorName, segment));
    }

    private TrackingToken taken(Supplier<TrackingToken> fetch) {
        long begun = System.nanoTime();
        if (claim.isTaken() && !isOurs()) {
            claim.lost(); // another process had it meanwhile, and may have given it back
        }
        TrackingToken token = fetch.get();
        claim.taking();
        whenCommitted(() -> claim.confirmed(begun));
        return token;
    }

    /** Under load a token is stored once in a while, with all changes up to it. */
    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        if (token == null || !writeBehind.begin(token)) {
            store(token, processorName, segment);
        }
    }

    private void store(@Nullable TrackingToken token, String processorName, int segment) {
        confirm(processorName, segment);
        super.storeToken(token, processorName, segment);
        writeBehind.tokenIsStored();
    }

    /** No events came, so nothing waits for a later unit of work any longer. */
    @Override
    public void extendClaim(String processorName, int segment) {
        @Nullable TrackingToken unstored = writeBehind.token();
        if (unstored == null) {
            confirm(processorName, segment);
        } else {
            store(unstored, processorName, segment);
        }
    }

    /** Axon's own extension would also take a claim that another process had and gave back meanwhile. */
    private void confirm(String processorName, int segment) {
        long begun = System.nanoTime();
        String now = DateTimeUtils.formatInstant(AbstractTokenEntry.clock.instant());
        if (jdbc.update(EXTEND, now, processorName, segment, claim.holder()) == 0) {
            claim.lost();
            throw new UnableToClaimTokenException("another process pushes");
        }
        whenCommitted(() -> claim.confirmed(begun));
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        claim.lost();
        writeBehind.pause();
        super.releaseClaim(processorName, segment);
    }

    private static void whenCommitted(Runnable task) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            task.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                task.run();
            }
        });
    }
}
