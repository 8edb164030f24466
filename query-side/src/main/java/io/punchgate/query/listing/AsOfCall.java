package io.punchgate.query.listing;

import io.punchgate.api.AsOf;
import org.springframework.util.MultiValueMap;

/**
 * An auditor's call for a list as it was.
 *
 * @param customerId the customer whose data is asked for
 * @param asOf the moment
 * @param query all other parameters: those of the list itself
 */
public record AsOfCall(String customerId, AsOf asOf, MultiValueMap<String, String> query) {}
