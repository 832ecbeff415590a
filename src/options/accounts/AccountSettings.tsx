import { type Account, BADGE_CHOICES, type Preferences } from '../../core/account/account';
import { isPaused } from '../../core/account/pause';
import type { Mailbox } from '../../core/mailbox/mailbox';
import type { Policy } from '../../core/policy/policy';
import { SOUND_CHOICES, SOUND_NAMES } from '../../core/settings/chimes';
import type { Settings } from '../../core/settings/settings';
import type { MessageKey, Translate } from '../../core/text/text';
import { Icon } from '../../ui/Icon';
import { lockIcon } from '../../ui/icons';
import { isLocked } from '../controls/PolicyNote';
import { Radios } from '../controls/Radios';
import { Select } from '../controls/Select';
import { TestSound } from '../controls/TestSound';
import type { SoundActions } from '../sound/sounds';
import { ColourChoice } from './ColourChoice';
import { FolderChoice } from './FolderChoice';
import { PauseChoice } from './PauseChoice';

export interface AccountSettingsProps {
  account: Account;
  /** All accounts, in order. */
  accounts: readonly Account[];
  mailbox: Mailbox | undefined;
  settings: Settings;
  policy: Policy;
  sounds: SoundActions;
  hasOwnSound: boolean;
  /** ms since 1970 */
  now: number;
  t: Translate;
  /** Announces a text to screen readers. */
  say(words: string): void;
  onChange(change: Partial<Preferences>): void;
}

const BADGE_LABELS: Readonly<Record<Account['badge'], MessageKey>> = {
  unread: 'badgeUnread',
  new: 'badgeNew',
  none: 'badgeNone',
};

/** Common intervals in minutes; 0 for that of the settings. */
const INTERVALS: readonly number[] = [0, 1, 2, 5, 10, 15, 30, 60];

/** The account's own settings. Most people never need them. */
export function AccountSettings(props: AccountSettingsProps) {
  const { account, accounts, mailbox, settings, policy, sounds, hasOwnSound, now, t, say, onChange } = props;
  const { id, badge, sound, checkEvery } = account;
  const locked = isLocked('checkEvery', policy);
  const { folders = [] } = mailbox ?? {};
  return (
    <details class="account-settings">
      <summary>{t('accountSettings')}</summary>
      {!isPaused(account, now) && (
        <PauseChoice account={account} now={now} t={t} onPause={it => onChange({ pausedUntil: it })} />
      )}
      {folders.length > 1 && (
        <FolderChoice account={account} folders={folders} t={t} onChange={it => onChange({ folders: it })} />
      )}
      <ColourChoice account={account} accounts={accounts} t={t} onChange={colour => onChange({ colour })} />
      <Radios
        name={`badge-${id}`}
        legend={t('accountBadge')}
        values={BADGE_CHOICES}
        labels={BADGE_LABELS}
        value={badge}
        disabled={false}
        t={t}
        onChange={it => onChange({ badge: it })}
      />
      <Select
        id={`sound-${id}`}
        label={t('soundForMail')}
        values={['', ...SOUND_CHOICES.filter(it => it !== 'own' || hasOwnSound)]}
        value={sound}
        textOf={value => t(value ? SOUND_NAMES[value] : 'usualSound')}
        onChange={value => onChange({ sound: value })}
        beside={
          <TestSound
            sound={sound || settings.sound}
            volume={settings.volume}
            t={t}
            play={sounds.play}
            onFailed={() => say(t('soundFailed'))}
          />
        }
      />
      <Select
        id={`interval-${id}`}
        label={t('accountInterval')}
        values={[...new Set([...INTERVALS, checkEvery])]}
        value={locked ? 0 : checkEvery}
        disabled={locked}
        textOf={value => t(value ? { key: 'everyMinutes', args: [value] } : 'usualInterval')}
        onChange={value => onChange({ checkEvery: value })}
        note={
          locked && (
            <>
              <Icon icon={lockIcon} />
              {t('lockedNote')}
            </>
          )
        }
      />
    </details>
  );
}
