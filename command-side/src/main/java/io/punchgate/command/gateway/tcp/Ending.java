package io.punchgate.command.gateway.tcp;

/** Told to every connection when the gateway stops: hear nothing more, answer what was asked, and close. */
enum Ending {
    NOW
}
