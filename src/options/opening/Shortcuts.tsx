import type { Shortcut } from '../../core/settings/shortcut';
import type { Translate } from '../../core/text/text';

interface Props {
  shortcuts: readonly Shortcut[];
  t: Translate;
  onOpen(): Promise<void>;
}

/** The browser's name for the command that opens the popup; it has no description. */
const OPEN_POPUP = '_execute_action';

export function Shortcuts({ shortcuts, t, onOpen }: Props) {
  return (
    <div class="setting">
      <h3 id="shortcuts">{t('shortcuts')}</h3>
      <table aria-labelledby="shortcuts">
        <tbody>
          {shortcuts.map(({ name, description, keys }) => (
            <tr key={name}>
              <th scope="row">{name === OPEN_POPUP ? t('shortcutPopup') : description || name}</th>
              <td>{keys ? <kbd dir="ltr">{keys}</kbd> : <span class="hint">{t('shortcutNone')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" onClick={() => void onOpen()}>
        {t('changeShortcuts')}
      </button>
    </div>
  );
}
