package io.colloquy.speech.api;

import io.colloquy.schemas.Word;
import java.util.List;

/**
 * What the models make of a clip.
 *
 * @param words times in ms from the clip's first sample; empty where nothing was said
 * @param embedding none where the clip is too short for one
 */
public record Transcription(List<Word> words, SpeakerEmbedding embedding) {}
