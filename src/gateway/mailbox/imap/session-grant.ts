import { setTimeout as sleep } from 'node:timers/promises';
import { isGrantRefused } from '../mailbox';
import type { AccessTokens, Login } from './imap-server';

/** The provider's last word about the grant that a mailbox uses, between two sign-ins. */
export interface SessionGrant {
  /**
   * Renews the access token: the server lets a session live on when it has expired, or the person has withdrawn it.
   * Calls `onEnd` if the grant has ended.
   */
  keep(onEnd: (error: unknown) => void): void;
  /** Of its tokens: see {@link AccessTokens.version}. Waits while they can't be read, until `isOver`. */
  version(isOver: () => boolean): Promise<string | undefined>;
  /** Whether somebody has signed in again at the provider since the tokens of this version were refused. */
  isNewerThan(refused: string | undefined): Promise<boolean>;
  /** Resolves with true when somebody has, or with false when `isOver`. */
  awaitSignIn(refused: string | undefined, isOver: () => boolean): Promise<boolean>;
  /** Resolves when no renewal is under way: renewed tokens that are lost would end the grant. */
  settled(): Promise<void>;
}

/** ms between two looks whether somebody has signed in again at the provider. */
const SIGN_IN_CHECK = 10_000;

export function createSessionGrant(login: () => Login, pollEvery: number, signal: AbortSignal): SessionGrant {
  let renewal: Promise<void> = Promise.resolve();
  const read = async () => tokensIn(login())?.version?.();
  const isNewerThan = async (refused: string | undefined) => {
    const now = await read().catch(() => refused);
    return now !== undefined && now !== refused;
  };
  const untilNextLook = () =>
    sleep(Math.min(pollEvery, SIGN_IN_CHECK), undefined, { signal }).catch(() => {});
  return {
    keep(onEnd) {
      const renewing = tokensIn(login())?.get();
      renewal =
        renewing?.then(
          () => {},
          error => {
            if (isGrantRefused(error)) onEnd(error);
          },
        ) ?? renewal;
    },
    async version(isOver) {
      while (!isOver() && !signal.aborted) {
        try {
          return await read();
        } catch {
          await untilNextLook();
        }
      }
      return undefined;
    },
    isNewerThan,
    async awaitSignIn(refused, isOver) {
      if (tokensIn(login())?.version === undefined) return false;
      while (!isOver() && !signal.aborted) {
        if (await isNewerThan(refused)) return true;
        await untilNextLook();
      }
      return false;
    },
    settled: () => renewal,
  };
}

const tokensIn = (login: Login): AccessTokens | undefined => ('tokens' in login ? login.tokens : undefined);
