package io.researchloop.activities.notification;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.request.files.FilesUploadV2Request;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.methods.response.files.FilesUploadV2Response;
import com.slack.api.model.block.LayoutBlock;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.Secret;
import io.researchloop.activities.config.SlackConfig;
import io.researchloop.activities.store.NoticeThread;
import io.researchloop.activities.store.SlackReply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The calls of Slack's Web API that we need, with its refusals in words, and its wish to be left alone respected. */
@Component
final class SlackCalls {
    private static final Duration DEFAULT_WISH = Duration.ofSeconds(30);
    /** The first message of the thread is not there any more, or is not ours. */
    private static final Set<String> THREAD_GONE = Set.of(
            "message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found", "is_inactive");

    static final String REPORT_TITLE = "Report";
    private static final int LOOK_BACK = 200;

    private static final Set<String> REACTION_AS_WISHED = Set.of("already_reacted", "no_reaction", "message_not_found");

    private final SlackConfig slack;
    private final MethodsClient methods;
    private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);
    private final Clock clock = Clock.systemUTC();

    @Autowired
    SlackCalls(Configuration configuration) {
        this(configuration.slack());
    }

    SlackCalls(SlackConfig slack) {
        this.slack = slack;
        methods = client(slack);
    }

    private static MethodsClient client(SlackConfig slack) {
        com.slack.api.SlackConfig client = new com.slack.api.SlackConfig();
        // Its statistics would ask Slack who we are, before every call.
        client.setStatsEnabled(false);
        if (slack.apiUrl() != null) {
            client.setMethodsEndpointUrlPrefix(slack.apiUrl() + "/");
        }
        Secret token = slack.botToken();
        return Slack.getInstance(client).methods(token == null ? null : token.value());
    }

    boolean configured() {
        return slack.botToken() != null && slack.channelId() != null;
    }

    /** @param thread null for a message of its own */
    ChatPostMessageResponse post(Message message, List<LayoutBlock> blocks, @Nullable NoticeThread thread) {
        ChatPostMessageRequest request = ChatPostMessageRequest.builder()
                .channel(thread == null ? slack.channelId() : thread.place())
                .threadTs(thread == null ? null : thread.messageId())
                .text(SlackBlocks.summary(message))
                .blocks(blocks)
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
        ChatPostMessageResponse response = call(() -> methods.chatPostMessage(request));
        check(response);
        return response;
    }

    /** What stands in a channel since then, 200 messages at most; nothing where we may not read it. */
    List<com.slack.api.model.Message> history(@Nullable String channel, Instant since) {
        ConversationsHistoryResponse response = call(() -> methods.conversationsHistory(
                request -> request.channel(channel).oldest(timestamp(since)).limit(LOOK_BACK)));
        return response.isOk() ? response.getMessages() : List.of();
    }

    /** What stands in a thread since then, 200 messages at most; nothing where we may not read it. */
    List<com.slack.api.model.Message> replies(NoticeThread thread, Instant since) {
        ConversationsRepliesResponse response =
                call(() -> methods.conversationsReplies(request -> request.channel(thread.place())
                        .ts(thread.messageId())
                        .oldest(timestamp(since))
                        .limit(LOOK_BACK)));
        return response.isOk() ? response.getMessages() : List.of();
    }

    /** The channel of notices. */
    String channel() {
        return String.valueOf(slack.channelId());
    }

    private static String timestamp(Instant time) {
        return time.getEpochSecond() + ".000000";
    }

    /** The address of a socket, by the token of the app. */
    URI openSocket() {
        Secret token = slack.appToken();
        AppsConnectionsOpenResponse response =
                call(() -> methods.appsConnectionsOpen(request -> request.token(token == null ? null : token.value())));
        if (!response.isOk() && !String.valueOf(response.getError()).startsWith("rate")) {
            throw new NotDelivered("Slack answered " + response.getError()
                    + ": app_token under [slack] has to be an app-level token with the scope connections:write");
        }
        check(response);
        return URI.create(response.getUrl());
    }

    /** Says what there is to say to a person. */
    void say(SlackReply reply) {
        ChatPostMessageRequest request = ChatPostMessageRequest.builder()
                .channel(reply.channel())
                .threadTs(reply.thread())
                .text(reply.text())
                .blocksAsString(reply.blocks())
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
        check(call(() -> methods.chatPostMessage(request)));
    }

    void react(String channel, String message, String name, boolean stands) {
        SlackApiTextResponse response = stands
                ? call(() -> methods.reactionsAdd(
                        reaction -> reaction.channel(channel).timestamp(message).name(name)))
                : call(() -> methods.reactionsRemove(
                        reaction -> reaction.channel(channel).timestamp(message).name(name)));
        if (!response.isOk() && !REACTION_AS_WISHED.contains(response.getError())) {
            check(response);
        }
    }

    /** False if there is nothing to replace any more. */
    boolean replace(SlackReply reply, String message) {
        ChatUpdateRequest request = ChatUpdateRequest.builder()
                .channel(reply.channel())
                .ts(message)
                .text(reply.text())
                .blocksAsString(reply.blocks())
                .build();
        return updated(call(() -> methods.chatUpdate(request)));
    }

    private boolean updated(ChatUpdateResponse response) {
        if (!response.isOk() && THREAD_GONE.contains(response.getError())) {
            return false;
        }
        check(response);
        return true;
    }

    /** False if there is nothing to update any more. */
    boolean update(NoticeThread thread, Message standing) {
        ChatUpdateRequest request = ChatUpdateRequest.builder()
                .channel(thread.place())
                .ts(thread.messageId())
                .text(SlackBlocks.summary(standing))
                .blocks(SlackBlocks.first(standing))
                .build();
        return updated(call(() -> methods.chatUpdate(request)));
    }

    /**
     * Puts a file into the thread.
     *
     * @param comment what is said with it; null for nothing
     * @return false if Slack takes no file from us
     */
    boolean upload(NoticeThread thread, Path file, @Nullable Message comment) {
        FilesUploadV2Request request = FilesUploadV2Request.builder()
                .file(file.toFile())
                .filename("report.pdf")
                .title(REPORT_TITLE)
                .channel(thread.place())
                .threadTs(thread.messageId())
                .initialComment(comment == null ? null : SlackBlocks.comment(comment))
                .build();
        try {
            FilesUploadV2Response response = call(() -> methods.filesUploadV2(request));
            return response.isOk();
        } catch (FileRefused e) {
            return false;
        }
    }

    /** Slack's answer to an upload that it does not want; the library throws it. */
    private static final class FileRefused extends NotDelivered {
        private static final long serialVersionUID = 1L;

        FileRefused(String message) {
            super(message);
        }
    }

    private interface Call<T> {
        T make() throws IOException, SlackApiException;
    }

    private <T> T call(Call<T> call) {
        Duration quiet = Duration.between(clock.instant(), quietUntil.get());
        if (!quiet.isNegative() && !quiet.isZero()) {
            throw NotDelivered.before(quiet, "Slack asked us to wait");
        }
        try {
            return call.make();
        } catch (SlackApiException e) {
            int status = e.getResponse() == null ? 0 : e.getResponse().code();
            if (status == 429) {
                throw wait(RetryAfter.of(Optional.ofNullable(e.getResponse().header("Retry-After"))));
            }
            throw new NotDelivered("Slack answered " + status);
        } catch (com.slack.api.methods.SlackFilesUploadV2Exception e) {
            throw new FileRefused("Slack does not take the file");
        } catch (IOException e) {
            throw new NotDelivered("Slack cannot be reached: " + reason(e), e);
        }
    }

    private NotDelivered wait(Optional<Duration> wish) {
        Duration pause = wish.orElse(DEFAULT_WISH);
        quietUntil.set(clock.instant().plus(pause));
        return NotDelivered.before(pause, "Slack asked us to wait for " + pause.toSeconds() + " s");
    }

    private void check(SlackApiTextResponse response) {
        if (response.isOk()) {
            return;
        }
        String error = String.valueOf(response.getError());
        if (error.equals("ratelimited") || error.equals("rate_limited")) {
            throw wait(Optional.empty());
        }
        throw new NotDelivered("Slack answered " + error + hint(error));
    }

    private String hint(String error) {
        return switch (error) {
            case "not_in_channel", "channel_not_found" ->
                ": invite the app to the channel " + slack.channelId() + ", or mend channel_id under [slack]";
            case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                ": mend bot_token under [slack]";
            case "missing_scope" -> ": the app needs the scopes of the manifest in docs/slack.md, chat:write for one";
            default -> "";
        };
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
