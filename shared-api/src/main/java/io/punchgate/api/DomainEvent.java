package io.punchgate.api;

/**
 * An event of the domain. The families {@link io.punchgate.api.device.DeviceEvent}, {@link
 * io.punchgate.api.customer.CustomerEvent} and {@link io.punchgate.api.delivery.DeliveryEvent} are sealed; each of
 * their events is stored under the name that its {@link StoredAs} gives it.
 */
public interface DomainEvent {}
