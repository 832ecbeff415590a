import { invitationText } from '../../text/invitation';
import { beginningOf } from '../../text/mail-text';
import { previewOf, type Words, wordsOf } from '../../text/preview';
import { textOfPart } from '../../text/signed-text';
import type { BodyPart, PreviewSource } from './body-parts';

/** Bytes to fetch of a part, for its preview. As many of plain text as of HTML, so that both share a command. */
const FIRST_BYTES = 16 * 1024;
/** For a part that may have better words below. */
const MORE_BYTES = 32 * 1024;
/** For HTML whose style sheet is longer. */
const MORE_BYTES_OF_HTML = 256 * 1024;

const STEPS: readonly number[] = [FIRST_BYTES, MORE_BYTES, MORE_BYTES_OF_HTML];

/** A shorter part may have no words: the next one is fetched with it. In bytes. */
const SHORT = 300;

/** The first `bytes` of a section. */
export interface SectionRead {
  readonly section: string;
  readonly bytes: number;
}

/** Makes a preview of the sections that it asks for. */
export interface Preview {
  /**
   * The next sections to fetch: at most two sections, none when it is good enough. Most mails need one round, no mail more
   * than a few.
   */
  wanted(): SectionRead[];
  /** @param bytes the beginning of the section; empty if it can't be had */
  add(section: string, bytes: Uint8Array): void;
  /** 200 characters on one line, of the first source that has words and those with which its text goes on. */
  text(): string;
}

interface Read {
  readonly bytes: Uint8Array;
  /** The server has sent no more when it was asked. */
  readonly isAll: boolean;
  /** Undefined until they are needed: to find them takes most of a preview's time. */
  words?: Words;
}

export function createPreview(sources: readonly PreviewSource[]): Preview {
  const fetched = new Map<string, Read>();
  const wordsOfPart = (part: BodyPart, read: Read): Words => {
    read.words ??= wordsIn(part, read.bytes);
    return read.words;
  };

  return {
    wanted() {
      const reads: SectionRead[] = [];
      for (const { part } of sources) {
        if (part === undefined) break;
        const { section } = part;
        const read = fetched.get(section);
        if (read === undefined) {
          reads.push({ section, bytes: FIRST_BYTES });
          if (reads.length === 2 || part.bytes > SHORT) break;
          continue;
        }
        const { text, isSure } = wordsOfPart(part, read);
        const more = isSure || read.isAll ? 0 : moreOf(part, read.bytes, text);
        if (more > 0) reads.push({ section, bytes: more });
        if (more > 0 || text !== '') break;
      }
      return reads;
    },
    add(section, bytes) {
      const known = fetched.get(section);
      const isMore = known === undefined || bytes.length > known.bytes.length;
      fetched.set(section, isMore ? { bytes, isAll: false } : { ...known, isAll: true });
    },
    text() {
      let told = '';
      let links = '';
      for (const { words, part, goesOn } of sources) {
        if (told !== '' && !goesOn) continue;
        const read = part && fetched.get(part.section);
        const own = part && read ? wordsOfPart(part, read).text : '';
        const isNew = own !== '' && !told.includes(own);
        if (isNew || (words !== '' && part === undefined)) told = `${told} ${words} ${own}`;
        else if (told === '' && part && read) links ||= previewOf(textOfPart(read.bytes, part), part.type);
      }
      return beginningOf(told || links);
    },
  };
}

function wordsIn(part: BodyPart, bytes: Uint8Array): Words {
  const text = textOfPart(bytes, part);
  const isCut = bytes.length !== part.bytes && STEPS.includes(bytes.length);
  if (part.type !== 'text/calendar') return wordsOf(text, part.type, isCut);
  return { text: beginningOf(invitationText(text)), isSure: !isCut };
}

/** How many bytes of a cut part to fetch instead; 0 if the ones at hand have to do. */
function moreOf({ type }: BodyPart, { length }: Uint8Array, words: string): number {
  if (length === FIRST_BYTES) return MORE_BYTES;
  return length === MORE_BYTES && type === 'text/html' && words === '' ? MORE_BYTES_OF_HTML : 0;
}
