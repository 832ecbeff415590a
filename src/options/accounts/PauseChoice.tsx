import type { TargetedSubmitEvent } from 'preact';
import type { Account } from '../../core/account/account';
import { UNTIL_RESUMED } from '../../core/account/pause';
import { snoozeEnd } from '../../core/settings/snooze';
import type { Translate } from '../../core/text/text';

interface Props {
  account: Account;
  /** ms since 1970 */
  now: number;
  t: Translate;
  onPause(until: number): void;
}

const HOUR = 3_600_000;

/** About four weeks. */
const MOST_HOURS = 672;

/** Pauses the account for a time; each choice shows its end. */
export function PauseChoice({ account, now, t, onPause }: Props) {
  const id = `pause-${account.id}`;
  const until = (time: number) => <small>{t({ key: 'untilTime', args: [{ time }] })}</small>;
  const [hour, tomorrow] = [snoozeEnd('hour', now), snoozeEnd('tomorrow', now)];
  const pauseFor = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const hours = Number(new FormData(event.currentTarget).get('hours'));
    if (hours >= 1 && hours <= MOST_HOURS) onPause(Date.now() + hours * HOUR);
  };
  return (
    <fieldset class="setting" aria-describedby={`${id}-note`}>
      <legend>{t('pauseAccount')}</legend>
      <p id={`${id}-note`} class="hint">
        {t('pauseHint')}
      </p>
      <div class="choices">
        <button type="button" onClick={() => onPause(snoozeEnd('hour', Date.now()))}>
          {t('snoozeOneHour')}
          {until(hour)}
        </button>
        <button type="button" onClick={() => onPause(snoozeEnd('tomorrow', Date.now()))}>
          {t('snoozeTomorrow')}
          {until(tomorrow)}
        </button>
        <button type="button" onClick={() => onPause(UNTIL_RESUMED)}>
          {t('pauseForGood')}
        </button>
      </div>
      <form class="line own-length" onSubmit={pauseFor}>
        <label for={`${id}-hours`}>{t('pauseHours')}</label>
        <input
          id={`${id}-hours`}
          name="hours"
          type="number"
          min={1}
          max={MOST_HOURS}
          required
          defaultValue="8"
        />
        <button type="submit">{t('pause')}</button>
      </form>
    </fieldset>
  );
}
