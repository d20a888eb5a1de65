package io.researchloop.web.security;

import io.researchloop.activities.config.Configuration;
import io.researchloop.web.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** The chains, in the order in which they are asked; what none of them knows is refused by the last. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class SecurityChains {
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Runners: one filter, and the routes know whose token it is. Nothing else that a heartbeat would have to wait for. */
    @Bean
    @Order(1)
    SecurityFilterChain runners() {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        return new DefaultSecurityFilterChain(
                new OrRequestMatcher(path.matcher("/api/webhook/**"), path.matcher("/api/artifacts/**")),
                new RunnerTokenFilter());
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(ChainBuilders chains, AccessTokens tokens, Configuration configuration) throws Exception {
        HttpSecurity http = chains.next();
        stateless(http.securityMatcher("/api/**", "/actuator/**"));
        return http.addFilterBefore(
                        new ApiCredentialFilter(tokens, configuration.sharedSecret()),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.POST, "/api/auth", "/api/slack/events", "/api/slack/interactivity")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unauthorized()).accessDeniedHandler(denied()))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain dashboard(
            ChainBuilders chains,
            AccessTokens tokens,
            Passwords passwords,
            RequestCache whereTo,
            Configuration configuration)
            throws Exception {
        CookieCsrfTokenRepository csrf = new CookieCsrfTokenRepository();
        csrf.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        boolean enabled = configuration.dashboard().enabled();
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        OrRequestMatcher pages = new OrRequestMatcher(
                path.matcher("/"),
                path.matcher("/dashboard"),
                path.matcher("/dashboard/**"),
                path.matcher("/webjars/**"));
        return chains.next()
                .securityMatcher(request -> enabled && pages.matches(request))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Without a session on the server each request looks like a fresh login, after which the token would be
                // made anew: a second tab, or a page's own stream, would spoil the forms of the first.
                .csrf(form -> form.csrfTokenRepository(csrf)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .requestCache(cache -> cache.requestCache(whereTo))
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new DashboardSessionFilter(tokens, passwords), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/",
                                "/dashboard/login",
                                DashboardSessionFilter.SETUP,
                                "/dashboard/assets/**",
                                "/webjars/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(toLogin()))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain everythingElse(ChainBuilders chains) throws Exception {
        HttpSecurity http = chains.next();
        stateless(http.securityMatcher("/**"));
        AuthenticationEntryPoint nothing = (request, response, e) -> Problem.of(
                        HttpStatus.NOT_FOUND, "There is nothing at " + request.getRequestURI())
                .write(request, response);
        return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(nothing))
                .build();
    }

    /**
     * Looks at each request's address. Signs that no header may have are refused by Tomcat, before any of us is asked;
     * to look for them again at each reading of a header would cost a heartbeat more than its chain.
     */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        return firewall;
    }

    /** Requests are measured by the web layer; a span for each filter of each chain would cost more than the filters. */
    @Bean
    static SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Where somebody wanted to go before the login; kept by the browser, as there is no session on the server. */
    @Bean
    RequestCache whereTo() {
        CookieRequestCache cache = new CookieRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals("GET")
                && request.getRequestURI().startsWith("/dashboard/")
                && !fragment(request.getHeader("HX-Request"), request.getHeader("Accept")));
        return cache;
    }

    /** Boot would make up a user with a password of its own without this; there are no user accounts here. */
    @Bean
    AuthenticationManager nobody() {
        return authentication -> {
            throw new AuthenticationServiceException("There are no user accounts; sign in with the password");
        };
    }

    private static void stateless(HttpSecurity http) throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable);
    }

    private static AuthenticationEntryPoint unauthorized() {
        return (request, response, e) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "This needs a credential: Authorization: Bearer <token>, or X-Shared-Secret. A token comes"
                                    + " from POST /api/auth with the password")
                    .write(request, response);
        };
    }

    private static AccessDeniedHandler denied() {
        return (request, response, e) ->
                Problem.of(HttpStatus.FORBIDDEN, "This is not open to you").write(request, response);
    }

    private static AuthenticationEntryPoint toLogin() {
        return (request, response, e) -> {
            if (request.getHeader("HX-Request") != null) {
                // A redirect would put the login page into a corner of the page that asked.
                response.setHeader("HX-Redirect", "/dashboard/login");
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            } else {
                response.sendRedirect("/dashboard/login");
            }
        };
    }

    private static boolean fragment(@Nullable String htmx, @Nullable String accept) {
        return htmx != null || (accept != null && accept.contains("text/event-stream"));
    }
}
