import { NOTICE_ACTIONS, type NoticeAction } from '../../core/settings/settings';
import type { MessageKey } from '../../core/text/text';
import { describedBy, isLocked, PolicyNote } from '../controls/PolicyNote';
import type { GroupProps } from '../page/group';

const LABELS: Readonly<Record<NoticeAction, MessageKey>> = {
  open: 'openMail',
  markRead: 'markRead',
  archive: 'archive',
  delete: 'delete',
  snooze: 'snoozeHour',
};

const PLACES = ['firstButton', 'secondButton'] as const;

/** The buttons of a notification. An action can't be chosen twice. */
export function NoticeButtons(group: GroupProps) {
  const { settings, policy, t, change } = group;
  const { noticeButtons } = settings;
  const choose = (place: number, value: string) => {
    const chosen = PLACES.map((_label, index) => (index === place ? value : noticeButtons[index]));
    change({ noticeButtons: chosen.flatMap(it => NOTICE_ACTIONS.find(action => action === it) ?? []) });
  };
  return (
    <fieldset class="setting" aria-describedby={describedBy('noticeButtons', group, 'notice-buttons-note')}>
      <legend>{t('noticeButtons')}</legend>
      <div class="line">
        {PLACES.map((label, place) => (
          <select
            key={label}
            aria-label={t(label)}
            value={noticeButtons[place] ?? ''}
            disabled={isLocked('noticeButtons', policy) || place > noticeButtons.length}
            onChange={event => choose(place, event.currentTarget.value)}
          >
            <option value="">{t('noButton')}</option>
            {NOTICE_ACTIONS.filter(
              action => noticeButtons[place] === action || !noticeButtons.includes(action),
            ).map(action => (
              <option key={action} value={action}>
                {t(LABELS[action])}
              </option>
            ))}
          </select>
        ))}
      </div>
      <p id="notice-buttons-note" class="hint">
        {t('noticeButtonsHint')}
      </p>
      <PolicyNote name="noticeButtons" {...group} />
    </fieldset>
  );
}
