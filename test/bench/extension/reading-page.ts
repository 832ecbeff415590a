import { readAnswer } from '../../../src/core/answer/read-answer';

/** The average time to read one answer, in ms. */
export interface ReadingTimes {
  readonly floor: number;
  readonly facteur: number;
}

declare global {
  interface Window {
    /** Reads an answer `repeats` times, in turns with the browser's parser alone and with Facteur's code. */
    timeReading(text: string, repeats: number): ReadingTimes;
    /** Reads an answer once with Facteur's code. Gives the time in ms. */
    timeOneReading(text: string): number;
  }
}

const parse = (text: string, type: DOMParserSupportedType) => new DOMParser().parseFromString(text, type);

/** Each returns how much it has read, so that the engine can't optimise the work away. */
const READERS: Readonly<Record<keyof ReadingTimes, (text: string) => number>> = {
  floor: text => parse(text, 'application/xml').childElementCount,
  facteur(text) {
    const reading = readAnswer(text, parse);
    return reading.kind === 'answer' ? reading.answer.messages.length : 0;
  },
};

window.timeReading = (text, repeats) => {
  const times = { floor: 0, facteur: 0 };
  for (let i = 0; i < repeats; i++)
    for (const reader of ['floor', 'facteur'] as const) {
      const begin = performance.now();
      if (READERS[reader](text) === 0) throw new Error(`${reader} has read nothing`);
      times[reader] += performance.now() - begin;
    }
  return { floor: times.floor / repeats, facteur: times.facteur / repeats };
};

window.timeOneReading = text => {
  const begin = performance.now();
  readAnswer(text, parse);
  return performance.now() - begin;
};
