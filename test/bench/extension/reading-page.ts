import { readAnswer } from '../../../src/core/answer/read-answer';

/** ms that one answer takes, on average. */
export interface ReadingTimes {
  readonly floor: number;
  readonly facteur: number;
}

declare global {
  interface Window {
    /** Reads an answer by turns with the browser's parser alone and as Facteur does. */
    timeReading(text: string, repeats: number): ReadingTimes;
    /** ms that Facteur takes to read an answer, once. */
    timeOneReading(text: string): number;
  }
}

const parse = (text: string, type: DOMParserSupportedType) => new DOMParser().parseFromString(text, type);

/** Each gives how much it has read, so that no engine leaves it out. */
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
