// How loud a microphone is: a level from 0 to 1, measured in the browser and sent nowhere.
const SMALL = 512;

/** A meter of a stream: level() is what was heard since it was last looked at, close() lets the microphone go. */
export function meterOf(stream, everyMs = 50, context = new AudioContext()) {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = SMALL;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, levelOf(samples));
  }, Math.min(everyMs, 50));

  function level() {
    const heard = loudest;
    loudest = 0;
    return heard;
  }

  function close() {
    clearInterval(timer);
    source.disconnect();
    for (const track of stream.getTracks()) track.stop();
    context.close();
  }

  return { level, close };
}

/** The level of samples between -1 and 1: 1 at full scale, 0 at 90 dB below it, where no microphone is that is on. */
export function levelOf(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length || Number.MIN_VALUE);
  return Math.min(1, Math.max(0, 1 + decibels / 90));
}
