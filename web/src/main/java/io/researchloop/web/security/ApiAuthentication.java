package io.researchloop.web.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody who showed a credential. */
final class ApiAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final String name;

    /** @param name which credential it was, for the log: never the credential itself */
    ApiAuthentication(String name) {
        super(List.of(new SimpleGrantedAuthority("ROLE_USER")));
        this.name = name;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return name;
    }
}
