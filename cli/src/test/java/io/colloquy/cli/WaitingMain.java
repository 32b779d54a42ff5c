package io.colloquy.cli;

import picocli.CommandLine.Command;

/** A command line whose commands wait for an end, for tests that interrupt it. */
final class WaitingMain {

    private WaitingMain() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook of a library")));
        Colloquy.run(args, new PutAway(), new Fail());
    }

    @Command(name = "put-away")
    static final class PutAway extends ReportingCommand {
        @Override
        protected void run(Report report) throws Exception {
            output().println("waiting");
            output().flush();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } finally {
                Thread.sleep(200); // what a library's hook would use to come before
                output().println("put away");
                output().flush();
            }
        }
    }

    /** As libraries do that wrap an interrupt, or don't even say that it was one. */
    @Command(name = "fail")
    static final class Fail extends ReportingCommand {
        @Override
        protected void run(Report report) {
            output().println("waiting");
            output().flush();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError("some class");
            }
        }
    }
}
