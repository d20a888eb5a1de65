package io.researchloop.web.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever reads the console how to set the first password. */
@Component
class SetupNotice {
    private static final Logger LOG = LoggerFactory.getLogger(SetupNotice.class);

    private final Passwords passwords;
    private final SetupGate gate;

    SetupNotice(Passwords passwords, SetupGate gate) {
        this.passwords = passwords;
        this.gate = gate;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (!passwords.exists()) {
            LOG.warn(
                    "No password is set, so nobody can sign in. Set one at /dashboard/setup: from this machine as it"
                            + " is, from another one with the one-time code {}",
                    gate.code());
        }
    }
}
