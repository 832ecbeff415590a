/** Times from the headers of a response. */
export interface ServerTimes {
  /** The server's clock, ms since 1970; absent without a valid `Date`. */
  serverTime?: number;
  /** How long not to call again, in ms, more than 0; absent without a valid `Retry-After`. */
  retryAfter?: number;
  /** Interval suggested by the server, in ms, from 30 s to an hour; absent if it suggests none. */
  pollInterval?: number;
}

/** Accepted range of `X-Poll-Interval`, in seconds. */
const [LEAST_POLL, MOST_POLL] = [30, 3600] as const;

/**
 * Parses `Date` (RFC 9110, section 6.6.1), `Retry-After` (section 10.2.3: seconds or a date) and
 * `X-Poll-Interval` (minimum seconds between two requests, known from GitHub's API). Ignores values out of
 * range.
 * @param now ms since 1970; used if the server sends no date
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
 * Accepts the three HTTP date formats, which all begin with the name of the day; `Date.parse` alone accepts
 * much more. The asctime format ends with the year and doesn't say GMT, but is GMT like the others.
 */
function parseDate(value: string | null): number | undefined {
  if (!value || !/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const time = Date.parse(/ \d{4}$/.test(value) ? `${value} GMT` : value);
  return Number.isNaN(time) ? undefined : time;
}
