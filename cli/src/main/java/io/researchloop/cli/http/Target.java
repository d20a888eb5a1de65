package io.researchloop.cli.http;

import java.util.Optional;

/** The server to talk to, and who we are to it. */
public record Target(ServerAddress address, Optional<Credential> credential) {}
