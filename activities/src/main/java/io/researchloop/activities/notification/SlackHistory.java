package io.researchloop.activities.notification;

import com.slack.api.model.Message;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.activities.store.NoticeThread;
import io.researchloop.activities.store.SlackReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Slack has of us already: a server that died before it could note Slack's answer looks here before it says a thing
 * again. Needs the scope {@code channels:history} (in a private channel {@code groups:history}); without it nothing is
 * found.
 */
final class SlackHistory {
    /** By which Slack's clock may differ from ours. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final SlackCalls calls;

    SlackHistory(SlackCalls calls) {
        this.calls = calls;
    }

    /** True if the channel has a message with this mark. */
    boolean has(String mark, Instant since) {
        return marked(notices(since), mark).isPresent();
    }

    /** True if it was said, in its thread or channel. */
    boolean has(SlackReply reply, Instant since) {
        String thread = reply.thread();
        List<Message> messages = thread == null
                ? calls.history(reply.channel(), since.minus(CLOCKS_APART))
                : calls.replies(new NoticeThread(reply.channel(), thread), since.minus(CLOCKS_APART));
        return messages.stream().anyMatch(message -> message.getBotId() != null && said(message, reply));
    }

    /** Slack writes addresses in a text anew, between angle brackets. */
    private static boolean said(Message message, SlackReply reply) {
        return bare(message.getText()).equals(bare(reply.text()));
    }

    private static String bare(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("<(https?://[^|>]*)(\\|[^>]*)?>", "$1").strip();
    }

    private List<Message> notices(Instant since) {
        return calls.history(calls.channel(), since.minus(CLOCKS_APART));
    }

    /** The thread of a subject, if it was begun since then. */
    Optional<NoticeThread> begun(NoticeSubject subject, Instant since) {
        return marked(notices(since), SlackBlocks.mark(subject))
                .map(first -> new NoticeThread(calls.channel(), first.getTs()));
    }

    /**
     * What a thread has of a notice.
     *
     * @param words true if it was told
     * @param file true if the thread got the report; other files are people's
     */
    record Told(boolean words, boolean file) {}

    Told told(NoticeThread thread, String mark, Instant since) {
        List<Message> replies = calls.replies(thread, since.minus(CLOCKS_APART));
        boolean file = replies.stream()
                .filter(reply -> reply.getFiles() != null)
                .flatMap(reply -> reply.getFiles().stream())
                .anyMatch(one -> SlackCalls.REPORT_TITLE.equals(one.getTitle()));
        // The first message of a thread tells how its subject stands: it was not there when the notice was begun.
        boolean first = new BigDecimal(thread.messageId()).longValue() >= since.getEpochSecond();
        return new Told(file || first || marked(replies, mark).isPresent(), file);
    }

    private static Optional<Message> marked(List<Message> messages, String mark) {
        return messages.stream()
                .filter(message -> message.getBlocks() != null
                        && message.getBlocks().stream().anyMatch(block -> mark.equals(block.getBlockId())))
                .findFirst();
    }
}
