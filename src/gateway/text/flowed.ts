/**
 * Joins the lines of `format=flowed` (RFC 3676): a line that ends with a space goes on in the next one with
 * as many `>`. `delSp` removes that space, as languages without spaces need.
 */
export function unflow(text: string, delSp: boolean): string {
  const joined: string[] = [];
  let openQuotes = -1;
  for (const line of text.split(/\r\n?|\n/)) {
    const quotes = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(quotes).replace(/^ /, '');
    const isSignatureMark = content === '-- ';
    const goesOn = content.endsWith(' ') && !isSignatureMark;
    const words = goesOn && delSp ? content.slice(0, -1) : content;
    if (quotes === openQuotes && !isSignatureMark) joined[joined.length - 1] += words;
    else joined.push(quotes > 0 ? `${'>'.repeat(quotes)} ${words}` : words);
    openQuotes = goesOn ? quotes : -1;
  }
  return joined.join('\n');
}
