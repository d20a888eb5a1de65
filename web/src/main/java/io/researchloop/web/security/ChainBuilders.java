package io.researchloop.web.security;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.stereotype.Component;

/**
 * Builders of filter chains with Spring Security's own defaults. The builder that Spring would inject asks the whole
 * bean factory for customizers, once for each of its settings and for each chain: a fifth of the server's start.
 */
@Component
final class ChainBuilders {
    private final ApplicationContext context;
    private final ObjectPostProcessor<Object> objects;
    private final AuthenticationManager manager;

    ChainBuilders(ApplicationContext context, ObjectPostProcessor<Object> objects, AuthenticationManager manager) {
        this.context = context;
        this.objects = objects;
        this.manager = manager;
    }

    HttpSecurity next() throws Exception {
        HttpSecurity http = new HttpSecurity(
                objects, new AuthenticationManagerBuilder(objects), Map.of(ApplicationContext.class, context));
        return http.authenticationManager(manager)
                .csrf(withDefaults())
                .exceptionHandling(withDefaults())
                .headers(withDefaults())
                .sessionManagement(withDefaults())
                .securityContext(withDefaults())
                .requestCache(withDefaults())
                .anonymous(withDefaults())
                .servletApi(withDefaults())
                .logout(withDefaults());
    }
}
