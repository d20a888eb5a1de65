package io.researchloop.workflows.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void warnsFromEightTenthsAndIsSpentAtAll() {
        Budget dollar = new Budget(1.0, null);

        assertThat(dollar.warns(new Spend(0.79, 0))).isFalse();
        assertThat(dollar.warns(new Spend(0.8, 0))).isTrue();
        assertThat(dollar.isSpent(new Spend(0.99, 0))).isFalse();
        assertThat(dollar.isSpent(new Spend(0.1 + 0.2 + 0.7, 0))).isTrue();
        assertThat(dollar.isSpent(new Spend(1.2, 0))).isTrue();
    }

    @Test
    void theNearerOfTwoLimitsCounts() {
        Budget both = new Budget(10.0, 2.0);

        assertThat(both.share(new Spend(1, 3600))).isEqualTo(0.5);
        assertThat(both.isSpent(new Spend(1, 7200))).isTrue();
        assertThat(both.refusal("The study x", new Spend(1, 7200)))
                .hasValue("The study x has spent its budget: $1.00 of $10.00, 2.0 of 2.0 GPU hours.");
    }

    @Test
    void withoutALimitNothingIsEverSpent() {
        assertThat(Budget.UNLIMITED.warns(new Spend(1e9, Long.MAX_VALUE))).isFalse();
        assertThat(Budget.UNLIMITED.refusal("It", new Spend(1e9, 0))).isEmpty();
        assertThat(Budget.UNLIMITED.costLeft(new Spend(5, 0))).isNull();
    }

    @Test
    void whatIsLeftIsNeverNegative() {
        assertThat(new Budget(1.0, null).costLeft(new Spend(0.25, 0))).isEqualTo(0.75);
        assertThat(new Budget(1.0, null).costLeft(new Spend(1.25, 0))).isEqualTo(0);
    }
}
