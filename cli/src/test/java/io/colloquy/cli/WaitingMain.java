package io.colloquy.cli;

import picocli.CommandLine.Command;

/** A command line whose commands wait for an end, for tests that interrupt it. */
final class WaitingMain {

    private WaitingMain() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook of a library")));
        Colloquy.run(args, new PutAway(), new PutAwaySlowly(), new Fail());
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

    /** Puts away until a second TERM is being waited for as well. */
    @Command(name = "put-away-slowly")
    static final class PutAwaySlowly extends ReportingCommand {
        @Override
        protected void run(Report report) throws Exception {
            say("waiting");
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                say("putting away");
                while (waitingHandlers() < 2) Thread.sleep(10);
                say(Thread.interrupted() ? "interrupted again" : "put away");
            }
        }

        /** The JVM starts a thread for each signal, which waits for the command's end once it has interrupted it. */
        private static long waitingHandlers() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("SIGTERM"))
                    .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                    .count();
        }

        private void say(String line) {
            output().println(line);
            output().flush();
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
