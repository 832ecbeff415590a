import { type Quiet, quietOf, quietText } from '../core/settings/quiet';
import type { Settings } from '../core/settings/settings';
import type { MessageKey } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { quietIcon } from '../ui/icons';
import type { PopupProps } from './props';

function quietHelp({ until }: Quiet, { vips }: Settings): MessageKey {
  if (vips.length > 0) return 'quietHelpVips';
  return until === undefined ? 'quietForEver' : 'quietHelp';
}

export function QuietBanner({ state, now, t, actions }: PopupProps) {
  const quiet = quietOf(state, now);
  if (!quiet) return null;
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
    </div>
  );
}
