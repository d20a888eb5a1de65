package io.researchloop.cli.http;

/** One event of a server-sent stream; {@code id} is the last one seen so far and may be empty. */
public record ServerEvent(String id, String name, String data) {}
