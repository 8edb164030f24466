package io.punchgate.standalone.broker;

import io.punchgate.command.gateway.mqtt.InstructionPublisher;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import io.punchgate.command.gateway.mqtt.MqttCalls;

/** The parts of the gateway that the broker asks and tells: access, publications, listeners for instructions. */
record BrokerGateway(MqttAccess access, MqttCalls calls, InstructionPublisher instructions) {}
