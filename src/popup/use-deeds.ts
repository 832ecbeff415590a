import { useState } from 'preact/hooks';
import { senderName } from '../core/answer/sender-name';
import { listProblem, withSender } from '../core/settings/sender-lists';
import { notSavedText } from '../core/settings/sync';
import type { MessageKey, Text } from '../core/text/text';
import { latestAction } from '../core/view/actions';
import type { MailDeeds, PopupProps } from './props';

/** What the bar above the footer says. */
export interface Report {
  text: MessageKey | Text;
  /** When it was done, ms since 1970. */
  at: number;
  /** Takes back what the text tells, if that is possible. */
  undo?: (() => void) | undefined;
}

interface Note {
  text: MessageKey | Text;
  /** ms since 1970 */
  at: number;
  undo?: () => Promise<void>;
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
  const say = (text: Note['text'], undo?: Note['undo']) =>
    setNote({ text, at: Date.now(), ...(undo && { undo }) });
  /** Says why something can't be stored. */
  const store = (storing: Promise<void>, problem: (error: unknown) => MessageKey, done?: () => void) =>
    void storing.then(done, (error: unknown) => say(problem(error)));

  const latest = latestAction(state, openedAt - FRESH);
  const undo = (undoing: Promise<void>, problem: (error: unknown) => MessageKey) =>
    store(undoing, problem, () => say('undone'));
  return {
    deeds: {
      act: (account, action, mails) => store(actions.act(account, action, mails), () => 'actionNotStored'),
      addSender(list, from) {
        const { settings, policy } = state;
        const problem = listProblem(list, from, settings, policy);
        if (problem) return say(problem);
        const { mutedSenders, vips } = settings;
        const added = actions.changeSettings(stored => withSender(list, from, stored, policy));
        const text: Text = { key: list === 'vips' ? 'doneVip' : 'doneMute', args: [senderName(from)] };
        const restore = () => actions.changeSettings(() => ({ mutedSenders, vips }));
        store(added, notSavedText, () => say(text, restore));
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
    if (note && note.at >= (latest?.entry.at ?? 0) && (note.undo || now < note.at + FRESH)) {
      const { text, at, undo: takeBack } = note;
      return takeBack ? { text, at, undo: () => undo(takeBack(), notSavedText) } : { text, at };
    }
    if (!latest) return undefined;
    const { account, entry, text } = latest;
    return { text, at: entry.at, undo: () => undo(actions.undo(account, entry.id), () => 'actionNotStored') };
  }
}
