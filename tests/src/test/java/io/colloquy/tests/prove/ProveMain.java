package io.colloquy.tests.prove;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.Application;
import io.colloquy.local.cli.Colloquy;

/** The command line with what needs the tests: oracle and generators live there. */
final class ProveMain {
    private ProveMain() {}

    public static void main(String[] args) {
        Application application = new Application(JobTopics::prepare, Migrations::apply, ConversationJob::define);
        Colloquy.run(application, args, new ProveCommand());
    }
}
