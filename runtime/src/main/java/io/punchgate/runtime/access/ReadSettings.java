package io.punchgate.runtime.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of reads, as {@code punchgate.reads.*} properties. All of them count within one process.
 *
 * @param perKeyMax reads of one API key that are under way
 * @param exportsPerKeyMax exports of one API key, or of the operator, that are under way
 * @param streamsPerKeyMax streams of one API key that are open
 * @param ofOperatorMax reads of the operator that are under way
 * @param atOncePerCustomerMax reads of one customer, by all of its keys, that work at the same time; the others wait for them
 * @param timeMax the time that a read may take, waiting included; exports have none
 * @param callsPerSecondMax calls of any kind of one API key, on average of ten seconds
 * @param refusalDelay the time for which a refusal is held back, so that a client that does not wait costs little
 */
@ConfigurationProperties("punchgate.reads")
public record ReadSettings(
        @DefaultValue("8") int perKeyMax,
        @DefaultValue("4") int exportsPerKeyMax,
        @DefaultValue("100") int streamsPerKeyMax,
        @DefaultValue("32") int ofOperatorMax,
        @DefaultValue("2") int atOncePerCustomerMax,
        @DefaultValue("30s") Duration timeMax,
        @DefaultValue("1000") int callsPerSecondMax,
        @DefaultValue("500ms") Duration refusalDelay) {}
