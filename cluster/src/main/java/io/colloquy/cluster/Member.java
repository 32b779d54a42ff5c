package io.colloquy.cluster;

/**
 * A process that a cluster is to have.
 *
 * @param number from 1; 0 of one that is alone in its role
 */
record Member(Role role, int number) {
    Member {
        if (number < 0 || role.isNumbered() == (number == 0))
            throw new IllegalArgumentException(role + " with number " + number);
    }

    static Member only(Role role) {
        return new Member(role, 0);
    }

    static Member jobManager(int number) {
        return new Member(Role.JOB_MANAGER, number);
    }

    static Member taskManager(int number) {
        return new Member(Role.TASK_MANAGER, number);
    }

    /** The one of that {@link #name}. */
    static Member named(String name) {
        for (Role role : Role.values()) {
            if (name.equals(role.title())) return only(role);
            if (name.startsWith(role.title() + "-"))
                return new Member(
                        role, Integer.parseInt(name.substring(role.title().length() + 1)));
        }
        throw new IllegalArgumentException("no member of a cluster is called " + name);
    }

    /** One word that no other member of the cluster has. */
    String name() {
        return number == 0 ? role.title() : role.title() + "-" + number;
    }

    /** The name of one of its ports, within the cluster. */
    String port(String purpose) {
        return name() + "." + purpose;
    }
}
