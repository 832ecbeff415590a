/** A link's address in brackets. */
const IN_BRACKETS = /[<[(]\s*https?:\/\/[^\s<>[\]()]{1,4000}\s*[>\])]/giu;

const BARE = /https?:\/\/[^\s<>"]+/giu;

/** Longer addresses are shortened to their host. */
const MAX_ADDRESS = 40;

/** Whether a line has links and no other words. */
export function hasOnlyLinks(line: string): boolean {
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
