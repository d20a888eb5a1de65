package io.researchloop.activities.store;

/** What a notice is about. */
public record NoticeSubject(Kind kind, String id) {
    /** The kinds of things that people are told about; a study is named by its name, and the server by none. */
    public enum Kind {
        SPRINT,
        LOOP,
        CLUSTER,
        STUDY,
        SERVER
    }

    public static NoticeSubject sprint(String id) {
        return new NoticeSubject(Kind.SPRINT, id);
    }

    public static NoticeSubject loop(String id) {
        return new NoticeSubject(Kind.LOOP, id);
    }

    public static NoticeSubject cluster(String name) {
        return new NoticeSubject(Kind.CLUSTER, name);
    }

    public static NoticeSubject study(String name) {
        return new NoticeSubject(Kind.STUDY, name);
    }

    public static NoticeSubject server() {
        return new NoticeSubject(Kind.SERVER, "server");
    }
}
