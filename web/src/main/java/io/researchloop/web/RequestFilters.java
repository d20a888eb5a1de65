package io.researchloop.web;

import io.micrometer.observation.ObservationRegistry;
import io.researchloop.web.problem.BodyLimitFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * The filters that requests pass beside security's. Boot's own ones would stand before every route; each stands here only
 * where it does something, as a heartbeat takes less time than the filters that it does not need.
 */
@Configuration(proxyBeanMethods = false)
class RequestFilters {
    @Bean
    static FilterRegistrationBean<BodyLimitFilter> bodyLimits() {
        FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(new BodyLimitFilter());
        filter.addUrlPatterns("/api/*");
        return filter;
    }

    /** People's requests are measured, one by one; of runners' there are too many. */
    @Bean
    static FilterRegistrationBean<ServerHttpObservationFilter> observations(ObservationRegistry registry) {
        ServerHttpObservationFilter observer = new ServerHttpObservationFilter(registry) {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return request.getRequestURI().startsWith("/api/webhook/");
            }
        };
        FilterRegistrationBean<ServerHttpObservationFilter> filter = new FilterRegistrationBean<>(observer);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return filter;
    }

    /** Gives the pages the addresses of the stylesheet and scripts, which carry their content's hash. */
    @Bean
    static FilterRegistrationBean<ResourceUrlEncodingFilter> assetAddresses() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> filter =
                new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        filter.addUrlPatterns("/", "/dashboard/*");
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return filter;
    }

    /** The dispatcher does the same for each request that reaches it. */
    @Bean
    static FilterRegistrationBean<RequestContextFilter> noRequestContext() {
        FilterRegistrationBean<RequestContextFilter> filter = new FilterRegistrationBean<>(new RequestContextFilter());
        filter.setEnabled(false);
        return filter;
    }
}
