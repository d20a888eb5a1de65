package io.researchloop.activities.store;

/**
 * Something that a person may do about a notice from where it is read, if the channel has buttons.
 *
 * @param id what is to be done, {@code idea:approve} for example; whoever hears of the click knows it
 * @param label on the button
 * @param value what it is done to, an id
 */
public record NoticeAction(String id, String label, String value) {
    public static final String CANCEL_SPRINT = "sprint:cancel";
    public static final String RESUBMIT_SPRINT = "sprint:resubmit";
    public static final String APPROVE_IDEA = "idea:approve";
    public static final String REJECT_IDEA = "idea:reject";
}
