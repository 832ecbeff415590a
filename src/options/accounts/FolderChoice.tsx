import type { Account } from '../../core/account/account';
import type { Folder } from '../../core/answer/answer';
import type { Translate } from '../../core/text/text';

interface Props {
  account: Account;
  folders: readonly Folder[];
  t: Translate;
  onChange(folders: string[]): void;
}

/** Which of the server's folders are counted and listed: at least one. */
export function FolderChoice({ account, folders, t, onChange }: Props) {
  const names = folders.map(({ name }) => name);
  const watched = names.filter(name => account.folders.includes(name));
  // Folders that the server no longer has leave all the others.
  const chosen = watched.length > 0 ? watched : names;
  const toggle = (name: string) => {
    const after = names.filter(it => (it === name) !== chosen.includes(it));
    onChange(after.length === names.length ? [] : after);
  };
  const id = `folders-${account.id}`;
  return (
    <fieldset class="setting" aria-describedby={`${id}-note`}>
      <legend>{t('folders')}</legend>
      <p id={`${id}-note`} class="hint">
        {t('foldersHint')}
      </p>
      {folders.map(({ name, unread, emails }, index) => (
        <div key={name} class="tick">
          <input
            id={`${id}-${index}`}
            type="checkbox"
            checked={chosen.includes(name)}
            disabled={chosen.length === 1 && chosen[0] === name}
            onChange={() => toggle(name)}
          />
          <label for={`${id}-${index}`}>
            <bdi>{name}</bdi>{' '}
            {typeof unread === 'number' && typeof emails === 'number' && (
              <span class="hint">{t({ key: 'folderCounts', args: [unread, emails] })}</span>
            )}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
