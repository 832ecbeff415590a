import { isPaused } from '../account/pause';
import { checkedText } from '../text/friendly-date';
import type { MessageKey, Text } from '../text/text';
import type { State } from './state';

/** The oldest answer's age; undefined without answers. `now` is ms since 1970, `locale` BCP 47. */
export function ageText(
  { accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>,
  now: number,
  locale: string,
): MessageKey | Text | undefined {
  const checked = accounts
    .filter(account => !isPaused(account, now))
    .flatMap(account => mailboxes[account.id] ?? [])
    .filter(({ checkedAt }) => checkedAt > 0);
  if (checked.length === 0) return undefined;
  const oldest = Math.min(...checked.map(({ checkedAt }) => checkedAt));
  if (checked.some(({ failure }) => failure)) return { key: 'lastKnownAt', args: [{ time: oldest }] };
  return checkedText(oldest, now, locale);
}
