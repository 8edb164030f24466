package io.punchgate.standalone.broker;

import io.punchgate.command.gateway.mqtt.InstructionPublisher;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import io.punchgate.command.gateway.mqtt.MqttCalls;

/** What the broker asks and tells: who may do what, what was published, who listens for instructions. */
record BrokerGateway(MqttAccess access, MqttCalls calls, InstructionPublisher instructions) {}
