/** What the head of an answer says of time. */
export interface ServerTimes {
  /** The server's clock, ms since 1970; absent where it doesn't tell. */
  serverTime?: number;
  /** How long the server wants to be left alone, in ms, more than 0; absent where it hasn't said. */
  retryAfter?: number;
  /** How often the server suggests to be asked, in ms, from 30 s to an hour; absent where it suggests nothing. */
  pollInterval?: number;
}

/** The least and the most that is taken for a suggestion, in seconds. */
const [LEAST_POLL, MOST_POLL] = [30, 3600] as const;

/**
 * Reads `Date` (RFC 9110, section 6.6.1) and `Retry-After` (section 10.2.3), which is a number of seconds or a date; and
 * `X-Poll-Interval`, by which GitHub's API says how many seconds lie between two requests at least. One that is out of
 * range is none.
 * @param now ms since 1970; serves where the server doesn't tell its own time
 */
export function readServerTimes(headers: Headers, now: number): ServerTimes {
  const serverTime = parseDate(headers.get('date'));
  const retryAfter = parseRetryAfter(headers.get('retry-after')?.trim() ?? '', serverTime ?? now);
  return {
    ...(serverTime !== undefined && { serverTime }),
    ...(retryAfter !== undefined && retryAfter > 0 && { retryAfter }),
    ...parsePollInterval(headers.get('x-poll-interval')?.trim() ?? ''),
  };
}

function parsePollInterval(value: string): Pick<ServerTimes, 'pollInterval'> {
  const seconds = /^\d+$/.test(value) ? Number(value) : 0;
  return seconds >= LEAST_POLL && seconds <= MOST_POLL ? { pollInterval: seconds * 1000 } : {};
}

function parseRetryAfter(value: string, now: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = parseDate(value);
  return date === undefined ? undefined : date - now;
}

/**
 * An HTTP date names its day first, in each of its three forms. What else `Date.parse` takes for a date is none here.
 * The form of asctime ends with the year and leaves out that it is in Greenwich time, as all of them are.
 */
function parseDate(value: string | null): number | undefined {
  if (!value || !/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const time = Date.parse(/ \d{4}$/.test(value) ? `${value} GMT` : value);
  return Number.isNaN(time) ? undefined : time;
}
