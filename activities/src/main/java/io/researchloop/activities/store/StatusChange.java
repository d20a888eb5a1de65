package io.researchloop.activities.store;

/** The data of a {@code status} event. */
record StatusChange(String status, int attempt) {}
