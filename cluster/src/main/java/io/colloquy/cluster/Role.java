package io.colloquy.cluster;

/** What a process of a cluster is, in the order in which they start. They stop in the reverse one. */
enum Role {
    S3("s3"),
    ZOOKEEPER("zookeeper"),
    /** Kafka and Postgres. */
    SERVERS("servers"),
    JOB_MANAGER("jobmanager"),
    TASK_MANAGER("taskmanager");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** For people, for files, and for what {@link Member#name} begins with. */
    String title() {
        return title;
    }

    /** Whether a cluster may have several. */
    boolean isNumbered() {
        return this == JOB_MANAGER || this == TASK_MANAGER;
    }
}
