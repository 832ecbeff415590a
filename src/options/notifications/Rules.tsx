import { Flag } from '../controls/Flag';
import { Section } from '../page/Section';
import type { SoundActions } from '../sound/sounds';
import type { EntryListProps } from './EntryList';
import { MutedSenders } from './MutedSenders';
import { Vips } from './Vips';
import { Words } from './Words';

interface Props extends EntryListProps {
  sounds: SoundActions;
  hasOwnSound: boolean;
}

/** Which mail always notifies or never does, by its sender or its subject. */
export function Rules({ sounds, hasOwnSound, ...list }: Props) {
  return (
    <Section group="senders" t={list.t}>
      <div class="card">
        <Vips sounds={sounds} hasOwnSound={hasOwnSound} {...list} />
        <Words name="vipWords" {...list} />
        <MutedSenders {...list} />
        <Words name="mutedWords" {...list} />
        <Flag name="countMuted" label="countMuted" hint="countMutedHint" {...list} />
      </div>
    </Section>
  );
}
