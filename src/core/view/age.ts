import { checkedText } from '../text/friendly-date';
import type { MessageKey, Text } from '../text/text';
import type { State } from './state';

/**
 * How old the oldest of what is shown is; said as last known where a check has failed. Undefined where nothing is.
 * @param now ms since 1970
 * @param locale BCP 47
 */
export function ageText(
  { accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>,
  now: number,
  locale: string,
): MessageKey | Text | undefined {
  const checked = accounts
    .flatMap(account => mailboxes[account.id] ?? [])
    .filter(({ checkedAt }) => checkedAt > 0);
  if (checked.length === 0) return undefined;
  const oldest = Math.min(...checked.map(({ checkedAt }) => checkedAt));
  if (checked.some(({ failure }) => failure)) return { key: 'lastKnownAt', args: [{ time: oldest }] };
  return checkedText(oldest, now, locale);
}
