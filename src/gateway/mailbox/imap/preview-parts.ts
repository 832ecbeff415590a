import { invitationText } from '../../text/invitation';
import { beginningOf } from '../../text/mail-text';
import { previewOf, wordsOf } from '../../text/preview';
import { textOfPart } from '../../text/signed-text';
import type { BodyPart, PreviewSource } from './body-parts';

/** Bytes to fetch of a part, for its preview. As many of plain text as of HTML, so that both share a command. */
const FIRST_BYTES = 32 * 1024;
/** For HTML whose style sheet is longer. */
const MORE_BYTES_OF_HTML = 256 * 1024;

/** A shorter part may have no words: the next one is fetched with it. In bytes. */
const SHORT = 300;

/** The first `bytes` of a section. */
export interface SectionRead {
  readonly section: string;
  readonly bytes: number;
}

/** The beginning of each section that was fetched; empty if it can't be had. */
export type FetchedSections = ReadonlyMap<string, Uint8Array>;

/**
 * What to fetch next for a preview: at most two sections, none when it is good enough. Call it with nothing
 * fetched, then with all that was fetched so far; most mails need one round, no mail more than a few.
 */
export function readsForPreview(
  sources: readonly PreviewSource[],
  fetched: FetchedSections = new Map(),
): SectionRead[] {
  const reads: SectionRead[] = [];
  for (const { part } of sources) {
    if (part === undefined) break;
    const { section } = part;
    const bytes = fetched.get(section);
    if (bytes === undefined) {
      reads.push({ section, bytes: FIRST_BYTES });
      if (reads.length === 2 || part.bytes > SHORT) break;
    } else if (wordsIn(part, bytes) !== '') {
      break;
    } else if (wasCut(part, bytes)) {
      reads.push({ section, bytes: MORE_BYTES_OF_HTML });
      break;
    }
  }
  return reads;
}

/** 200 characters on one line, of the first source that has words and those with which its text goes on. */
export function previewOfParts(sources: readonly PreviewSource[], fetched: FetchedSections): string {
  let told = '';
  let links = '';
  for (const { words, part, goesOn } of sources) {
    if (told !== '' && !goesOn) continue;
    const bytes = part && fetched.get(part.section);
    const own = part && bytes ? wordsIn(part, bytes) : '';
    const isNew = own !== '' && !told.includes(own);
    if (isNew || (words !== '' && part === undefined)) told = `${told} ${words} ${own}`;
    else if (told === '' && part && bytes) links ||= previewOf(textOfPart(bytes, part), part.type);
  }
  return beginningOf(told || links);
}

function wordsIn(part: BodyPart, bytes: Uint8Array): string {
  const text = textOfPart(bytes, part);
  return part.type === 'text/calendar' ? beginningOf(invitationText(text)) : wordsOf(text, part.type);
}

/** Whether more of the HTML can be fetched than the first bytes. */
function wasCut({ type, bytes }: BodyPart, fetched: Uint8Array): boolean {
  return type === 'text/html' && bytes > fetched.length && fetched.length === FIRST_BYTES;
}
