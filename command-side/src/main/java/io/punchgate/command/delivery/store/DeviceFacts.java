package io.punchgate.command.delivery.store;

/**
 * What a push needs to know of a device beside the punch.
 *
 * @param serviceTagId sent as {@code stgid}
 * @param callbackTokenId under which the vault keeps the token that the body carries
 */
public record DeviceFacts(String sn, String customerId, String serviceTagId, String callbackTokenId) {}
