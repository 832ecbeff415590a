import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageKey, Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import type { IconDrawing } from '../ui/icons';

export interface MenuItem {
  label: MessageKey;
  icon: IconDrawing;
  shortcut?: string;
  choose(): void;
}

interface Props {
  items: readonly MenuItem[];
  /** The button that opened the menu. */
  button: HTMLElement;
  t: Translate;
  onClose(): void;
}

/** Distance to the button and to the edges of the page, in px. */
const GAP = 4;

/**
 * The menu of a row, beside its button and outside of the list, which would cut it off. Takes the focus. A click
 * elsewhere only closes it.
 */
export function RowMenu({ items, button, t, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (menu.current) placeBeside(menu.current, button);
    menu.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [button]);
  useLayoutEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Node && menu.current?.contains(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    // Capturing: the click must not open a mail.
    document.addEventListener('click', onClick, true);
    document.addEventListener('wheel', onClose);
    addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('wheel', onClose);
      removeEventListener('resize', onClose);
    };
  });
  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={t('moreActions')}
      onKeyDown={({ key }) => {
        if (key === 'Tab') onClose();
      }}
    >
      {items.map(({ label, icon, shortcut, choose }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          class="quiet"
          tabIndex={-1}
          aria-keyshortcuts={shortcut}
          onClick={() => {
            onClose();
            choose();
          }}
        >
          <Icon icon={icon} />
          {t(label)}
          {shortcut && (
            <span class="key" aria-hidden="true">
              {shortcut}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

/** Below the button, or above it without room below, at its end. */
function placeBeside(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isRtl = document.documentElement.dir === 'rtl';
  const left = isRtl ? at.left : at.right - width;
  const below = at.bottom + GAP;
  const top = below + height > clientHeight - GAP ? at.top - GAP - height : below;
  menu.style.left = `${within(left, clientWidth - width)}px`;
  menu.style.top = `${within(top, clientHeight - height)}px`;
}

function within(position: number, end: number): number {
  return Math.max(GAP, Math.min(position, end - GAP));
}
