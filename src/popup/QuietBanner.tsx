import { quietOf, quietText } from '../core/settings/quiet';
import { Icon } from '../ui/Icon';
import { quietIcon } from '../ui/icons';
import type { PopupProps } from './props';

/** Says that Facteur is quiet, until when, and what that means; nothing while it isn't. */
export function QuietBanner({ state, now, t, actions }: PopupProps) {
  const quiet = quietOf(state, now);
  if (!quiet) return null;
  return (
    <div class="banner">
      <Icon icon={quietIcon} />
      <div>
        <p class="headline">{t(quietText(quiet))}</p>
        <p>{t(state.settings.vips.length > 0 ? 'quietHelpVips' : 'quietHelp')}</p>
      </div>
      {quiet.why === 'snooze' && (
        <button type="button" onClick={() => void actions.snooze('end')}>
          {t('endSnooze')}
        </button>
      )}
    </div>
  );
}
