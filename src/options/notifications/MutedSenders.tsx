import { senderProblem } from '../../core/settings/senders';
import { EntryList, type EntryListProps } from './EntryList';

export function MutedSenders(props: EntryListProps) {
  return (
    <EntryList
      {...props}
      name="mutedSenders"
      hint="mutedSendersHint"
      add="addMuted"
      example="senderExamples"
      how="senders-how"
      entriesOf={({ mutedSenders }) => mutedSenders}
      textOf={sender => sender}
      entryFor={text => text}
      problemOf={senderProblem}
    />
  );
}
