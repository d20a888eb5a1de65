package io.researchloop.web.dashboard;

import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.notification.Notifiers;
import io.researchloop.web.command.Rejection;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Sends tests of the channels: each is a committed notice, and the request waits for no channel. */
@Controller
class NoticesController {
    private final Notices notices;
    private final Notifiers notifiers;

    NoticesController(Notices notices, Notifiers notifiers) {
        this.notices = notices;
        this.notifiers = notifiers;
    }

    @PostMapping("/dashboard/settings/notifications/{channel}/test")
    String test(@PathVariable String channel) {
        if (!notifiers.names().contains(channel)) {
            throw Rejection.unknown("There is no channel " + channel);
        }
        notices.test(channel);
        return "redirect:/dashboard/settings#notifications";
    }
}
