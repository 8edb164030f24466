package io.punchgate.command.delivery.store;

/**
 * The facts about a device that a push needs beside the punch.
 *
 * @param serviceTagId sent as {@code stgid}
 * @param callbackTokenId under which the vault keeps the token that the body carries
 */
public record DeviceFacts(String sn, String customerId, String serviceTagId, String callbackTokenId) {}
