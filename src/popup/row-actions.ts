import type { MessageKey } from '../core/text/text';
import type { RowAction } from '../core/view/actions';
import { archiveIcon, deleteIcon, type IconDrawing, readIcon } from '../ui/icons';

interface RowActionLook {
  icon: IconDrawing;
  label: MessageKey;
  /** Its key, as ARIA writes it. */
  shortcut: string;
}

export const ROW_ACTION_LOOKS: Readonly<Record<RowAction, RowActionLook>> = {
  markRead: { icon: readIcon, label: 'markRead', shortcut: 'Shift+I' },
  archive: { icon: archiveIcon, label: 'archive', shortcut: 'e' },
  delete: { icon: deleteIcon, label: 'delete', shortcut: '#' },
};
