package io.colloquy.speech.diarization;

import java.util.List;

/**
 * Who is who among voices that were clustered.
 *
 * @param labels the cluster of each voice in the order given, numbered from 0 by first appearance
 * @param centroids a voice for each cluster: mean direction of those that it was built from, seconds of all its
 *     members; its vector is empty where none of them has one
 */
public record VoiceClusters(int[] labels, List<Voice> centroids) {}
