package io.researchloop.cli.watch;

import io.researchloop.cli.terminal.Fields;

/** Someone who follows a sprint. */
public interface FeedListener {
    /** The sprint as it is now. */
    void sprint(Fields sprint);

    /** More of its log. */
    void log(String text);

    /** Something about the connection the user should know. */
    void notice(String text);

    /** A second has passed without news. */
    void tick();
}
