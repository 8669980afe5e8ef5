/** A tone to breathe by: it swells for two fifths of each breath and fades for the other three. */
export interface BreathingTone {
  breathSeconds: number;
  breaths: number;
  /** An even number, so that the tone runs on without a click from one breath to the next. */
  pitchHz: number;
}

const samplesPerSecond = 22_050;
const bytesPerSample = 2;
const headerBytes = 44;
const inhaleShare = 0.4;
const loudest = 0.35 * 32_767;

/**
 * The bytes of a WAV file (PCM, mono, 22.05 kHz, 16 bit), one breath at a time.
 * A breath begins and ends in silence, so it is computed once and the same buffer is given out again
 * and again: consumers must not write into it.
 */
export function* breathingToneWav(tone: BreathingTone): Generator<Buffer> {
  const breath = oneBreath(tone);
  yield wavHeader(breath.length * tone.breaths);
  for (let count = 0; count < tone.breaths; count += 1) yield breath;
}

/** Little-endian, as WAV wants it and as every platform is that Ally runs on. */
function oneBreath({ breathSeconds, pitchHz }: BreathingTone): Buffer {
  const second = oneSecondOf(pitchHz);
  const breath = new Int16Array(breathSeconds * samplesPerSecond);
  for (let sample = 0; sample < breath.length; sample += 1) {
    breath[sample] = loudest * swell(sample / breath.length) * (second[sample % samplesPerSecond] ?? 0);
  }
  return Buffer.from(breath.buffer);
}

/** The pitch with a soft fifth and octave above it, from -1 to 1. */
function oneSecondOf(pitchHz: number): Float64Array {
  const radiansPerSample = (2 * Math.PI * pitchHz) / samplesPerSecond;
  return Float64Array.from({ length: samplesPerSecond }, (_, sample) => {
    const angle = radiansPerSample * sample;
    return 0.7 * Math.sin(angle) + 0.2 * Math.sin(1.5 * angle) + 0.1 * Math.sin(2 * angle);
  });
}

/** From 0 up to 1 and back to 0 over one breath, with soft turns (smoothstep). */
function swell(progress: number): number {
  const fullness = progress < inhaleShare ? progress / inhaleShare : (1 - progress) / (1 - inhaleShare);
  return fullness * fullness * (3 - 2 * fullness);
}

/** RIFF/WAVE with a 16-byte `fmt ` chunk (Microsoft, "Multimedia Programming Interface", 1991). */
function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0);
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(8 * bytesPerSample, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
