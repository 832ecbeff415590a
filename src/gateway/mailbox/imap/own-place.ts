import type { MailboxError } from '../mailbox';
import type { Connections, Entry, Place } from './admission';
import { createPause } from './pause';
import type { Usage } from './usage';

/** The right of one mailbox to have a connection, until another one needs it more. */
export interface OwnPlace {
  /** Waits for a place. Returns undefined if the mailbox needs none any more. */
  take(): Promise<TakenPlace | undefined>;
  leave(): void;
  /** Ends a wait for a place, or for somebody who needs one. */
  cancel(): void;
  /** Shortens the pause of a server that takes nobody. Returns whether a try begins now. */
  hurry(): boolean;
  isGivingWay(): boolean;
  /** Another mailbox has got the place. */
  isAway(): boolean;
  /** Somebody waits for a new result. */
  comeBack(): void;
  isNeeded(): boolean;
  /** Resolves when it is needed again after it went away, or after `ms`. */
  rest(ms: number): Promise<void>;
}

/** It is left by {@link OwnPlace.leave}. */
export interface TakenPlace extends Omit<Place, 'leave'> {
  /** Aborts when connecting must end. */
  readonly signal: AbortSignal;
}

export interface OwnPlaceOptions {
  readonly connections: Connections;
  /** By its key. */
  readonly server: string;
  readonly usage: Usage;
  held(failure: MailboxError): void;
  /** Another mailbox needs the place: an open connection must end soon. */
  onGiveWay(): void;
  readonly closing: AbortSignal;
}

export function createOwnPlace(options: OwnPlaceOptions): OwnPlace {
  const { connections, server, usage, held, onGiveWay, closing } = options;
  const pause = createPause(closing);
  let entry: Entry | undefined;
  let place: Place | undefined;
  let connecting = new AbortController();
  let state: 'here' | 'giving-way' | 'away' = 'here';
  /** Somebody waits for a new result. */
  let isWanted = true;

  const candidate = {
    server,
    isAwaited: usage.isAwaited,
    usedAt: usage.usedAt,
    held,
    giveWay() {
      state = 'giving-way';
      isWanted = false;
      connecting.abort();
      onGiveWay();
    },
  };
  closing.addEventListener('abort', () => {
    entry?.cancel();
    connecting.abort();
  });
  return {
    async take() {
      state = 'here';
      if (closing.aborted) return undefined;
      connecting = new AbortController();
      entry = connections.enter(candidate);
      place = await entry.place;
      entry = undefined;
      return place && { ...place, signal: connecting.signal };
    },
    leave() {
      if (state === 'giving-way') state = 'away';
      place?.leave();
    },
    cancel() {
      entry?.cancel();
      pause.end();
    },
    hurry: () => connections.hurry(server),
    isGivingWay: () => state === 'giving-way',
    isAway: () => state === 'away',
    comeBack() {
      isWanted = true;
      pause.end();
    },
    isNeeded: () => usage.timeLeft() > 0 && (state !== 'away' || isWanted || usage.isAwaited()),
    rest: ms => pause.wait(ms, 0),
  };
}
