import type { Translate } from '../core/text/text';
import type { RowAction } from '../core/view/actions';
import { Icon } from '../ui/Icon';
import { menuIcon } from '../ui/icons';
import { ROW_ACTION_LOOKS } from './row-actions';

interface Props {
  actions: readonly RowAction[];
  hasMenu: boolean;
  isMenuOpen: boolean;
  /** Whether the Tab key leads to this row. */
  isTabStop: boolean;
  t: Translate;
  onAct(action: RowAction): void;
  /** @param button gets the focus back */
  onMenu(button: HTMLElement): void;
}

/** The buttons of a row, in place of its date while the row has the pointer or the focus. */
export function RowActions({ actions, hasMenu, isMenuOpen, isTabStop, t, onAct, onMenu }: Props) {
  if (actions.length === 0 && !hasMenu) return null;
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <div class="row-actions">
      {actions.map(action => {
        const { icon, label, shortcut } = ROW_ACTION_LOOKS[action];
        return (
          <button
            key={action}
            type="button"
            class="quiet"
            title={`${t(label)} (${shortcut.replace('+', ' ')})`}
            aria-label={t(label)}
            aria-keyshortcuts={shortcut}
            tabIndex={tabIndex}
            onClick={() => onAct(action)}
          >
            <Icon icon={icon} />
          </button>
        );
      })}
      {hasMenu && (
        <button
          type="button"
          class="quiet more"
          title={t('moreActions')}
          aria-label={t('moreActions')}
          aria-haspopup="menu"
          aria-expanded={isMenuOpen}
          tabIndex={tabIndex}
          onClick={({ currentTarget }) => onMenu(currentTarget)}
        >
          <Icon icon={menuIcon} />
        </button>
      )}
    </div>
  );
}
