package io.researchloop.web.webhook;

import io.researchloop.web.problem.Problem;
import io.researchloop.web.problem.ProblemException;
import io.researchloop.web.security.RunnerTokens;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets a runner speak of its own sprint only. */
@Component
class RunnerGate {
    private final RunnerTokens tokens;

    RunnerGate(RunnerTokens tokens) {
        this.tokens = tokens;
    }

    /** @throws ProblemException if the request's token is not that sprint's; unknown sprints have tokens too */
    void check(HttpServletRequest request, String sprintId) {
        if (!tokens.matches(request.getHeader(RunnerTokens.HEADER), sprintId)) {
            throw new ProblemException(
                    Problem.of(HttpStatus.FORBIDDEN, "The " + RunnerTokens.HEADER + " is not this sprint's"));
        }
    }
}
