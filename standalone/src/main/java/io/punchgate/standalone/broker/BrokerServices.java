package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.admin.AdminService;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import com.hivemq.extension.sdk.api.services.subscription.SubscriptionStore;

/** The services of one running broker. */
record BrokerServices(
        AdminService admin, ClientService clients, PublishService publisher, SubscriptionStore subscriptions) {

    /** The services of the broker that starts its extension now. */
    static BrokerServices ofStarting() {
        return new BrokerServices(
                Services.adminService(),
                Services.clientService(),
                Services.publishService(),
                Services.subscriptionStore());
    }
}
