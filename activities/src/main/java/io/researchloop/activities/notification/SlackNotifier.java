package io.researchloop.activities.notification;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.config.NotificationsConfig;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.activities.store.NoticeThread;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells a Slack channel. A sprint or a loop has one thread there: its first message always says how it stands and is
 * updated, and what happens is a reply. Everything else is a message of its own.
 */
@Component
final class SlackNotifier implements Notifier {
    private static final String CHANNEL = "slack";
    private static final int LOCKS = 64;

    private final NotificationsConfig rules;
    private final SlackCalls calls;
    private final NoticeLog log;
    private final SlackHistory history;
    private final ReportAttachment report;
    private final Object[] locks = new Object[LOCKS];

    @Autowired
    SlackNotifier(Configuration configuration, SlackCalls calls, NoticeLog log, ReportAttachment report) {
        this(configuration.notifications(), calls, log, report);
    }

    SlackNotifier(NotificationsConfig rules, SlackCalls calls, NoticeLog log, ReportAttachment report) {
        this.rules = rules;
        this.calls = calls;
        history = new SlackHistory(calls);
        this.log = log;
        this.report = report;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean configured() {
        return calls.configured();
    }

    @Override
    public Set<NotificationEvent> events(@Nullable String study) {
        return rules.slack(study);
    }

    @Override
    public void send(Message message, Message standing, @Nullable Instant earlier) {
        switch (message.subject().kind()) {
            case SPRINT, LOOP -> {
                // Two notices of one subject at the same time would begin two threads.
                synchronized (locks[Math.floorMod(message.subject().hashCode(), LOCKS)]) {
                    sendToThread(message, standing, earlier);
                }
            }
            case CLUSTER, STUDY, SERVER -> {
                if (earlier == null || !history.has(SlackBlocks.mark(message), earlier)) {
                    calls.post(message, SlackBlocks.whole(message), null);
                }
            }
        }
    }

    /** What can be repeated comes first: if the last step fails, all is done again, and nothing is said twice. */
    private void sendToThread(Message message, Message standing, @Nullable Instant earlier) {
        NoticeSubject subject = message.subject();
        Optional<Path> file = attachment(message);
        Optional<NoticeThread> thread = thread(subject, earlier).filter(known -> calls.update(known, standing));
        if (thread.isPresent()) {
            goOn(thread.get(), message, file, earlier);
            return;
        }
        ChatPostMessageResponse first = calls.post(standing, SlackBlocks.first(standing), null);
        NoticeThread begun = new NoticeThread(first.getChannel(), first.getTs());
        log.keepThread(subject, CHANNEL, begun);
        file.ifPresent(pdf -> calls.upload(begun, pdf, null));
    }

    private Optional<NoticeThread> thread(NoticeSubject subject, @Nullable Instant earlier) {
        Optional<NoticeThread> known = log.thread(subject, CHANNEL);
        if (known.isPresent() || earlier == null) {
            return known;
        }
        Optional<NoticeThread> begun = history.begun(subject, earlier);
        begun.ifPresent(thread -> log.keepThread(subject, CHANNEL, thread));
        return begun;
    }

    private void goOn(NoticeThread thread, Message message, Optional<Path> file, @Nullable Instant earlier) {
        SlackHistory.Told told = earlier == null
                ? new SlackHistory.Told(false, false)
                : history.told(thread, SlackBlocks.mark(message), earlier);
        if (!told.words()) {
            reply(thread, message, file);
        } else if (!told.file()) {
            file.ifPresent(pdf -> calls.upload(thread, pdf, null));
        }
    }

    private void reply(NoticeThread thread, Message message, Optional<Path> file) {
        boolean uploaded = file.isPresent() && calls.upload(thread, file.get(), message);
        if (!uploaded) {
            calls.post(message, SlackBlocks.reply(message), thread);
        }
    }

    private Optional<Path> attachment(Message message) {
        boolean completed = message.event() == NotificationEvent.COMPLETED
                && message.subject().kind() == NoticeSubject.Kind.SPRINT;
        return completed ? report.pdf(message.subject().id()) : Optional.empty();
    }
}
