// What sherpa-onnx makes of clips, in the same JSON as `colloquy hear --json`:
//
//   npm install && node hear.js --models FOLDER --json FILE CLIPS...
//
// FOLDER holds vad.onnx, recognizer.onnx with tokens.txt, and voiceprint.onnx; CLIPS are WAV files or folders of them.
// --transducer FOLDER takes encoder.onnx, decoder.onnx, joiner.onnx and tokens.txt from there instead of the recogniser.
// The detector bridges pauses and drops short sounds by the same durations as Colloquy; it starts each two windows early.

const fs = require('fs');
const path = require('path');
const {setImmediate: finalizers} = require('timers/promises');
const {parseArgs} = require('util');
const v8 = require('v8');
const vm = require('vm');
const sherpa = require('sherpa-onnx-node');

const RATE = 16000;
const WINDOW = 512;

async function main() {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      models: {type: 'string'},
      transducer: {type: 'string'},
      json: {type: 'string'},
      threshold: {type: 'string', default: '0.5'},
    },
  });
  if (!values.models || !values.json || positionals.length === 0) {
    console.error('usage: node hear.js --models FOLDER [--transducer FOLDER] --json FILE [--threshold 0.5] CLIPS...');
    process.exit(2);
  }
  const engine = new Engine(values.models, values.transducer, Number(values.threshold));
  const clips = positionals.flatMap(soundFiles);
  const files = [];
  for (const clip of clips) {
    if (files.length % 200 === 0) console.error(`heard ${files.length} of ${clips.length}`);
    if (files.length % 50 === 0) await forget();
    files.push(engine.hear(clip));
  }
  fs.writeFileSync(values.json, JSON.stringify({engine: `sherpa-onnx ${sherpa.version ?? ''}`.trim(), files}) + '\n');
}

// Each clip's detector holds some megabytes outside of what the collector counts, and so would never be collected.
async function forget() {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
  await finalizers();
}

function soundFiles(clip) {
  if (!fs.statSync(clip).isDirectory()) return [clip];
  return fs.readdirSync(clip).filter((name) => name.endsWith('.wav')).sort().map((name) => path.join(clip, name));
}

function ctc(folder) {
  return {nemoCtc: {model: path.join(folder, 'recognizer.onnx')}, tokens: path.join(folder, 'tokens.txt')};
}

function tdt(folder) {
  const [encoder, decoder, joiner] = ['encoder', 'decoder', 'joiner'].map((name) => path.join(folder, `${name}.onnx`));
  return {transducer: {encoder, decoder, joiner}, tokens: path.join(folder, 'tokens.txt'), modelType: 'nemo_transducer'};
}

class Engine {
  constructor(folder, transducer, threshold) {
    const file = (name) => path.join(folder, name);
    this.recognizer = new sherpa.OfflineRecognizer({
      featConfig: {sampleRate: RATE, featureDim: 80},
      modelConfig: {...(transducer ? tdt(transducer) : ctc(folder)), numThreads: 1, provider: 'cpu'},
      decodingMethod: 'greedy_search',
    });
    this.voiceprints = new sherpa.SpeakerEmbeddingExtractor({model: file('voiceprint.onnx'), numThreads: 1});
    this.detection = {
      sileroVad: {
        model: file('vad.onnx'),
        threshold,
        minSpeechDuration: 0.25,
        minSilenceDuration: 0.5,
        windowSize: WINDOW,
        maxSpeechDuration: 1000,
      },
      sampleRate: RATE,
      numThreads: 1,
    };
  }

  hear(file) {
    const wave = sherpa.readWave(file);
    return {file: path.resolve(file), speech: this.speech(wave), text: this.text(wave), voiceprint: this.voiceprint(wave)};
  }

  text(wave) {
    const stream = this.recognizer.createStream();
    stream.acceptWaveform(wave);
    this.recognizer.decode(stream);
    return this.recognizer.getResult(stream).text.trim();
  }

  voiceprint(wave) {
    const stream = this.voiceprints.createStream();
    stream.acceptWaveform(wave);
    stream.inputFinished();
    return Array.from(this.voiceprints.compute(stream));
  }

  speech(wave) {
    const detector = new sherpa.Vad(this.detection, 120); // one that is reset still remembers what it heard
    const whole = new Float32Array(Math.ceil(wave.samples.length / WINDOW) * WINDOW);
    whole.set(wave.samples);
    for (let at = 0; at < whole.length; at += WINDOW) detector.acceptWaveform(whole.subarray(at, at + WINDOW));
    detector.flush();
    const spans = [];
    while (!detector.isEmpty()) {
      const segment = detector.front(false);
      spans.push([segment.start, Math.min(segment.start + segment.samples.length, wave.samples.length)]);
      detector.pop();
    }
    return spans;
  }
}

main();
