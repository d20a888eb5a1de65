package io.researchloop.web.dashboard.view;

/**
 * A share of a limit; amber from 80 %, red from 95 %.
 *
 * @param label the numbers in words, for those who do not see the bar
 */
public record Meter(double value, double max, String label) {
    public double low() {
        return max * 0.8;
    }

    public double high() {
        return max * 0.95;
    }
}
