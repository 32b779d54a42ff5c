#!/usr/bin/env python3
"""Sends a 16-bit WAV file to Colloquy in chunks, with nothing but a Kafka client.

    pip install kafka-python        (or, on Debian: apt install python3-kafka)
    python3 send_wav.py call.wav my-recorder 2026-03-01T09:30:00+00:00 [127.0.0.1:9092]
"""
import base64
import datetime
import json
import sys
import wave

from kafka import KafkaProducer

MOST_BYTES = 256 * 1024  # of audio in a chunk; 8 s of 16 kHz mono

path, device, started_at, *rest = sys.argv[1:]
begin = datetime.datetime.fromisoformat(started_at)
begin_micros = (begin - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(microseconds=1)

producer = KafkaProducer(
    bootstrap_servers=rest[0] if rest else "127.0.0.1:9092",
    acks="all",  # what Kafka has acknowledged, Colloquy accounts for
    max_request_size=1 << 20,
)
with wave.open(path) as wav:
    assert wav.getsampwidth() == 2, "this example sends 16-bit audio only"
    frame_bytes = 2 * wav.getnchannels()
    position = 0
    sent = []
    while frames := wav.readframes(MOST_BYTES // frame_bytes):
        chunk = {
            "schema": 1,
            "chunk_id": f"{device}-{position}",
            "device_id": device,
            # when this chunk was recorded: exact, so that chunks join without a seam
            "started_at": begin_micros + position * 1_000_000 // wav.getframerate(),
            "codec": "pcm_s16le",
            "sample_rate": wav.getframerate(),
            "channels": wav.getnchannels(),
            "audio": base64.b64encode(frames).decode(),
        }
        sent.append(producer.send("audio-chunks", key=device.encode(), value=json.dumps(chunk).encode()))
        position += len(frames) // frame_bytes
for acknowledged in sent:
    acknowledged.get(timeout=60)  # raises where Kafka did not take the chunk
print(f"sent {position / wav.getframerate():.1f} s as {device}")
