package io.researchloop.activities.notification;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.NoticeSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A message in Slack's Block Kit. What agents and people wrote is plain text there: it can mention nobody. */
final class SlackBlocks {
    /** Of a section's text ("Section block"); a message is to be shorter than its report, too. */
    private static final int MAX_TEXT = 2000;

    private static final int MAX_TITLE = 250;
    private static final int MAX_VALUE = 200;
    private static final int MAX_BLOCK_ID = 255;

    private SlackBlocks() {}

    /** For where there are no blocks: notifications of the desktop and of telephones. */
    static String summary(Message message) {
        return icon(message.event()) + " " + escaped(shorter(message.title(), MAX_TITLE));
    }

    /** By which a message is found again that tells of this notice. */
    static String mark(Message message) {
        return shorter("notice-" + message.noticeId(), MAX_BLOCK_ID);
    }

    /** By which the first message of a subject's thread is found again. */
    static String mark(NoticeSubject subject) {
        return shorter("about-" + subject.kind() + "-" + subject.id(), MAX_BLOCK_ID);
    }

    /** A message of its own: title, text, facts and buttons. */
    static List<LayoutBlock> whole(Message message) {
        return withButtons(message, mark(message));
    }

    /** The first message of a thread, which goes on to tell how its subject stands. */
    static List<LayoutBlock> first(Message standing) {
        return withButtons(standing, mark(standing.subject()));
    }

    private static List<LayoutBlock> withButtons(Message message, String mark) {
        List<LayoutBlock> blocks = words(message, mark);
        List<BlockElement> buttons = buttons(message);
        if (!buttons.isEmpty()) {
            blocks.add(
                    ActionsBlock.builder().blockId("notice").elements(buttons).build());
        }
        return blocks;
    }

    /** Within a thread whose first message has the buttons. */
    static List<LayoutBlock> reply(Message message) {
        return words(message, mark(message));
    }

    private static List<LayoutBlock> words(Message message, String mark) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(SectionBlock.builder()
                .blockId(mark)
                .text(MarkdownTextObject.builder().text(title(message)).build())
                .build());
        if (!message.text().isBlank()) {
            blocks.add(SectionBlock.builder()
                    .text(plain(shorter(message.text().strip(), MAX_TEXT)))
                    .build());
        }
        if (!message.facts().isEmpty()) {
            String facts = message.facts().stream()
                    .map(fact -> fact.name() + ": " + fact.value())
                    .collect(Collectors.joining(" · "));
            blocks.add(ContextBlock.builder().elements(List.of(plain(facts))).build());
        }
        return blocks;
    }

    /** What is said with a file, where there are no blocks. */
    static String comment(Message message) {
        String text = escaped(shorter(message.text().strip(), MAX_TEXT));
        return title(message) + (text.isEmpty() ? "" : "\n" + text);
    }

    private static String title(Message message) {
        String title = escaped(shorter(message.title(), MAX_TITLE));
        String link = message.link();
        return icon(message.event()) + " *" + (link == null ? title : "<" + link + "|" + title.replace("|", "¦") + ">")
                + "*";
    }

    private static List<BlockElement> buttons(Message message) {
        List<BlockElement> buttons = new ArrayList<>();
        for (NoticeAction action : message.actions()) {
            buttons.add(button(action));
        }
        if (message.link() != null) {
            buttons.add(ButtonElement.builder()
                    .actionId("open")
                    .text(plain("Open"))
                    .url(message.link())
                    .build());
        }
        return buttons;
    }

    private static ButtonElement button(NoticeAction action) {
        ButtonElement.ButtonElementBuilder button = ButtonElement.builder()
                .actionId(action.id())
                .text(plain(action.label()))
                .value(shorter(action.value(), MAX_VALUE));
        switch (action.id()) {
            case NoticeAction.APPROVE_IDEA -> button.style("primary");
            case NoticeAction.REJECT_IDEA -> button.style("danger");
            case NoticeAction.CANCEL_SPRINT ->
                button.style("danger").confirm(sure("Cancel the sprint?", "Its job is ended.", "Cancel the sprint"));
            case NoticeAction.RESUBMIT_SPRINT ->
                button.confirm(sure("Resubmit the sprint?", "A new sprint starts with the same idea.", "Resubmit"));
            default -> {
                // A plain button.
            }
        }
        return button.build();
    }

    private static ConfirmationDialogObject sure(String title, String text, String yes) {
        return ConfirmationDialogObject.builder()
                .title(plain(title))
                .text(plain(text))
                .confirm(plain(yes))
                .deny(plain("Not now"))
                .build();
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    private static String icon(NotificationEvent event) {
        return switch (event) {
            case STARTED -> ":arrow_forward:";
            case COMPLETED, LOOP_FINISHED, CLUSTER_BACK -> ":white_check_mark:";
            case FAILED, STUCK -> ":x:";
            case CANCELLED, LOOP_STOPPED -> ":black_square_for_stop:";
            case USAGE_LIMITED -> ":zzz:";
            case LOOP_NEEDS_APPROVAL -> ":raised_hand:";
            case BUDGET_80, BUDGET_100 -> ":moneybag:";
            case CLUSTER_PAUSED -> ":warning:";
            case TEST -> ":wave:";
        };
    }

    /** The three characters that mean something to Slack ("Escaping text"). */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shorter(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }
}
