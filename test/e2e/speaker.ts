import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '../../src/launcher/wait-for';

const run = promisify(execFile);

/** Samples per second. */
export const RATE = 44_100;

/** Lower amplitudes count as silence: 50 dB below full scale. */
const AUDIBLE = 0.003;

/** The silence that ends a sound, in seconds. */
const STILL = 0.4;

export interface Speaker {
  env: NodeJS.ProcessEnv;
  /**
   * Records from the call of `act` until the sound has ended. Returns mono samples, full scale 1.
   * @throws Error if nothing sounds
   */
  hear(act: () => Promise<unknown>): Promise<Float32Array>;
  nextSeconds(seconds: number): Promise<Float32Array>;
  close(): Promise<void>;
}

export async function openSpeaker(): Promise<Speaker> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-speaker-'));
  const socket = join(folder, 'native');
  const env = { ...process.env, PULSE_SERVER: `unix:${socket}` };
  const server = spawn(
    'pulseaudio',
    [
      ...['-n', '--daemonize=no', '--system=no', '--use-pid-file=no', '--exit-idle-time=-1'],
      ...['-L', `module-native-protocol-unix socket=${socket}`],
      ...['-L', `module-null-sink sink_name=speaker rate=${RATE} channels=1`],
    ],
    // Keeps away from the configuration and the home folder of the user.
    {
      env: { ...process.env, HOME: folder, PULSE_RUNTIME_PATH: folder, PULSE_STATE_PATH: folder },
      stdio: 'ignore',
    },
  );
  const isUp = () =>
    run('pactl', ['info'], { env }).then(
      () => true,
      () => false,
    );
  await waitFor(isUp, up => up);
  const recorder = spawn(
    'parec',
    ['--device=speaker.monitor', '--format=float32le', `--rate=${RATE}`, '--channels=1', '--latency-msec=20'],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let recorded = Buffer.alloc(0);
  recorder.stdout.on('data', (bytes: Buffer) => {
    recorded = Buffer.concat([recorded, bytes]);
  });
  const length = () => Math.floor(recorded.length / 4);
  const since = (sample: number) =>
    Float32Array.from({ length: length() - sample }, (_, index) =>
      recorded.readFloatLE((sample + index) * 4),
    );
  await waitFor(
    async () => length(),
    samples => samples > 0,
  );

  return {
    env,
    async hear(act) {
      const from = length();
      await act();
      const isOver = async () => {
        const loudness = since(from).map(Math.abs);
        const last = loudness.findLastIndex(sample => sample > AUDIBLE);
        return last >= 0 && loudness.length - last > STILL * RATE;
      };
      await waitFor(isOver, over => over);
      return since(from);
    },
    async nextSeconds(seconds) {
      const from = length();
      await waitFor(
        async () => length(),
        samples => samples >= from + seconds * RATE,
      );
      return since(from);
    },
    async close() {
      await end(recorder);
      await end(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function loudest(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

/** The mean amplitude of a frequency in the samples (Goertzel's algorithm). */
function amountOf(frequency: number, samples: Float32Array): number {
  const step = 2 * Math.cos((2 * Math.PI * frequency) / RATE);
  let [last, beforeLast] = [0, 0];
  for (const sample of samples) [last, beforeLast] = [sample + step * last - beforeLast, last];
  const power = last ** 2 + beforeLast ** 2 - step * last * beforeLast;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** The strongest frequency at the loudest moment, in Hz: 100 Hz to 5 kHz, in tenths of a semitone. */
export function pitch(samples: Float32Array): number {
  const most = loudest(samples);
  const begin = samples.findIndex(sample => Math.abs(sample) === most);
  const moment = samples.slice(begin, begin + 0.2 * RATE);
  const steps = Math.ceil(120 * Math.log2(50));
  const frequencies = Array.from({ length: steps }, (_, step) => 100 * 2 ** (step / 120));
  const amounts = frequencies.map(frequency => amountOf(frequency, moment));
  return frequencies[amounts.indexOf(Math.max(...amounts))] ?? 0;
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise(resolve => program.once('exit', resolve));
  program.kill();
  await ended;
}
