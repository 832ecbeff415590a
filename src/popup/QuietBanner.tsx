import { endedQuietOf, type Quiet, quietHoursEnd, quietOf, quietText } from '../core/settings/quiet';
import { hasVipRules } from '../core/settings/rules';
import type { Settings } from '../core/settings/settings';
import type { MessageKey } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { bellIcon, quietIcon } from '../ui/icons';
import type { PopupProps } from './props';

function quietHelp({ until }: Quiet, settings: Settings): MessageKey {
  if (hasVipRules(settings)) return 'quietHelpVips';
  return until === undefined ? 'quietForEver' : 'quietHelp';
}

export function QuietBanner({ state, now, t, actions }: PopupProps) {
  const quiet = quietOf(state, now);
  if (!quiet) return <EndedQuiet {...{ state, now, t, actions }} />;
  const { quietHours } = state.settings;
  return (
    <div class="banner">
      <Icon icon={quietIcon} />
      <div>
        <p class="headline">{t(quietText(quiet))}</p>
        <p>{t(quietHelp(quiet, state.settings))}</p>
      </div>
      {quiet.why === 'snooze' && (
        <button type="button" onClick={() => void actions.snooze('end')}>
          {t('endSnooze')}
        </button>
      )}
      {quiet.why === 'quiet-hours' && !state.policy.locked.includes('quietHours') && (
        <button type="button" onClick={() => void actions.endQuietHours(quietHoursEnd(quietHours, now))}>
          {t('endQuietHours')}{' '}
          <small>{t({ key: 'offUntil', args: [{ time: quietHoursEnd(quietHours, now) }] })}</small>
        </button>
      )}
    </div>
  );
}

/** Quiet hours that the user has ended for today. */
function EndedQuiet({ state, now, t, actions }: Pick<PopupProps, 'state' | 'now' | 't' | 'actions'>) {
  const until = endedQuietOf(state, now);
  if (until === undefined) return null;
  return (
    <div class="banner">
      <Icon icon={bellIcon} />
      <div>
        <p class="headline">{t({ key: 'quietHoursOff', args: [{ time: until }] })}</p>
      </div>
      <button type="button" onClick={() => void actions.endQuietHours(0)}>
        {t('quietAgain')}
      </button>
    </div>
  );
}
