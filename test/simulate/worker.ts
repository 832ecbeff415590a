import { parentPort, workerData } from 'node:worker_threads';
import { simulate, type Traffic } from './fleet';
import { SCENARIOS } from './scenarios';

export interface Task {
  index: number;
  installations: number;
  seed: number;
}

const { index, installations, seed } = workerData as Task;
const scenario = SCENARIOS[index];
if (!scenario) throw new RangeError(`There is no scenario ${index}.`);
const traffic: Traffic = simulate({ ...scenario.course, installations, seed });
parentPort?.postMessage(traffic);
