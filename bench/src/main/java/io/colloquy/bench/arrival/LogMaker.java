package io.colloquy.bench.arrival;

/** One way to make a log of what devices deliver. */
interface LogMaker {

    /** As people call it. */
    String name();

    /** Takes it in as it arrives, with nothing left of what came before. */
    ConversationLog make(DeliveryPlan plan, Ear ear) throws Exception;
}
