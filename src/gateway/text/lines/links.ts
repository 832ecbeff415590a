/** A link's address in brackets. */
const IN_BRACKETS = /[<[(]\s*https?:\/\/[^\s<>[\]()]{1,4000}\s*[>\])]/giu;

const BARE = /https?:\/\/[^\s<>"]+/giu;

/** Longer addresses are shortened to their host. */
const MAX_ADDRESS = 40;

/** Leaves out the lines that have links and no other words, unless a sentence goes on above and below. */
export function withoutLinkLines(lines: readonly string[]): string[] {
  const isInSentence = (i: number) =>
    /[\p{L}\p{N},:]\s*$/u.test(lines[i - 1] ?? '') && /^\s*[\p{Ll},;]/u.test(lines[i + 1] ?? '');
  return lines.filter((line, i) => !hasOnlyLinks(line) || isInSentence(i));
}

function hasOnlyLinks(line: string): boolean {
  if (!/https?:\/\//iu.test(line)) return false;
  return !/[\p{L}\p{N}]/u.test(line.replace(IN_BRACKETS, '').replace(BARE, ''));
}

/** Removes addresses in brackets, which follow the words of the link, and shortens long ones to their host. */
export function shortenLinks(text: string): string {
  return text.replace(IN_BRACKETS, ' ').replace(BARE, link => {
    if (link.length <= MAX_ADDRESS) return link;
    const [mark = ''] = /[.,;:!?)\]]?$/.exec(link) ?? [];
    return URL.canParse(link) ? new URL(link).host + mark : '';
  });
}
