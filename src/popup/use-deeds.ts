import { useEffect, useState } from 'preact/hooks';
import { senderName } from '../core/answer/sender-name';
import {
  listProblem,
  type SenderLists,
  withEntriesBack,
  withoutEntries,
  withoutSender,
  withSender,
} from '../core/settings/sender-lists';
import { notSavedText } from '../core/settings/sync';
import type { MessageKey, Text } from '../core/text/text';
import { latestAction } from '../core/view/actions';
import type { MailDeeds, PopupProps } from './props';

/** What the bar above the footer says. */
export interface Report {
  text: MessageKey | Text;
  /** When that was, ms since 1970. */
  at: number;
  /** Takes back the latest thing that was done, if that is possible. */
  undo?: (() => void) | undefined;
  /** What `undo` takes back, if `text` tells something else. */
  undoes?: Text;
}

interface Note {
  text: MessageKey | Text;
  /** ms since 1970 */
  at: number;
}

/** A change of the senders' lists. */
interface ListChange {
  text: Text;
  /** ms since 1970 */
  at: number;
  undo(): Promise<void>;
}

/** An action that was done up to this long before the popup was opened can be undone, and a note is shown as long, in ms. */
const FRESH = 10_000;

/** What the user does with mail and senders in this opening of the popup, and what to say about it. */
export function useDeeds({ state, now, actions }: Pick<PopupProps, 'state' | 'now' | 'actions'>): {
  deeds: MailDeeds;
  report: Report | undefined;
} {
  const [openedAt] = useState(now);
  const [note, setNote] = useState<Note>();
  const [listChange, setListChange] = useState<ListChange>();
  const [undoneEntry, setUndoneEntry] = useState<string>();
  useEffect(() => {
    const timer = note && setTimeout(() => setNote(undefined), FRESH);
    return () => clearTimeout(timer);
  }, [note]);
  const say = (text: Note['text']) => setNote({ text, at: Date.now() });
  /** Says why something can't be stored. */
  const store = (storing: Promise<void>, problem: (error: unknown) => MessageKey, done?: () => void) =>
    void storing.then(done, (error: unknown) => say(problem(error)));

  return {
    deeds: {
      act: (account, action, mails) => store(actions.act(account, action, mails), () => 'actionNotStored'),
      addSender(list, from) {
        const { settings, policy } = state;
        const problem = listProblem(list, from, settings, policy);
        if (problem) return say(problem);
        let before: SenderLists = settings;
        const added = actions.changeSettings(stored => {
          before = stored;
          return withSender(list, from, stored, policy);
        });
        store(added, notSavedText, () => {
          // The popup may not have known the latest lists.
          const late = listProblem(list, from, before, policy);
          if (late) return say(late);
          const text: Text = { key: list === 'vips' ? 'doneVip' : 'doneMute', args: [senderName(from)] };
          const takeBack = () => actions.changeSettings(stored => withoutSender(list, from, before, stored));
          setListChange({ text, at: Date.now(), undo: takeBack });
        });
      },
      removeSender(list, from) {
        if (state.policy.locked.includes(list)) return say('lockedNote');
        let before: SenderLists = state.settings;
        const removed = actions.changeSettings(stored => {
          before = stored;
          return withoutEntries(list, from, stored);
        });
        store(removed, notSavedText, () => {
          const key = list === 'vips' ? 'doneNoVip' : 'doneUnmute';
          const takeBack = () =>
            actions.changeSettings(stored => withEntriesBack(list, from, before, stored));
          setListChange({ text: { key, args: [senderName(from)] }, at: Date.now(), undo: takeBack });
        });
      },
      copyAddress: ({ address }) =>
        void actions.copy(address).then(
          () => say('copied'),
          () => say('copyFailed'),
        ),
    },
    report: reportOf(),
  };

  function reportOf(): Report | undefined {
    const done = doneLast();
    const said = note && note.at >= (done?.at ?? 0) ? note : undefined;
    if (!done) return said;
    return said ? { ...said, undo: done.undo, undoes: done.text } : done;
  }

  /** The latest thing that can be undone. */
  function doneLast(): (Report & { text: Text; undo(): void }) | undefined {
    const latest = latestAction(state, openedAt - FRESH);
    // The popup may not know yet that it is undone.
    const action = latest?.entry.id === undoneEntry ? undefined : latest;
    if (listChange && listChange.at >= (action?.entry.at ?? 0)) {
      const undone = () => {
        setListChange(undefined);
        say('undone');
      };
      return { ...listChange, undo: () => store(listChange.undo(), notSavedText, undone) };
    }
    if (!action) return undefined;
    const { account, entry, text } = action;
    const undone = () => {
      setUndoneEntry(entry.id);
      say('undone');
    };
    const undo = () => store(actions.undo(account, entry.id), () => 'actionNotStored', undone);
    return { text, at: entry.at, undo };
  }
}
