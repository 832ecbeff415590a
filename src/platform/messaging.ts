import type { Runtime } from 'webextension-polyfill';
import { browser } from './browser';

type Context = 'background' | 'offscreen';

// biome-ignore lint/suspicious/noExplicitAny: stands for any intent; each is typed where it is declared
type Intents = { [Name in string]: (argument: any) => Promise<unknown> };

interface Envelope {
  to: Context;
  intent: string;
  argument: unknown;
}

/** What an intent came to; an error is told as a mere text, for it is all that gets through. */
type Reply = { value: unknown } | { error: string };

/** Sends an intent to another context and gives its answer; rejects when nobody is there, or what it did was rejected. */
export function sender<I extends { [N in keyof I]: (argument: never) => Promise<unknown> }>(to: Context) {
  return async <Name extends keyof I & string>(
    intent: Name,
    argument: Parameters<I[Name]>[0],
  ): Promise<Awaited<ReturnType<I[Name]>>> => {
    const reply: Reply | undefined = await browser.runtime.sendMessage({
      to,
      intent,
      argument,
    } satisfies Envelope);
    if (!reply) throw new Error(`${to} does not answer ${intent}`);
    if ('error' in reply) throw new Error(reply.error);
    return reply.value as Awaited<ReturnType<I[Name]>>;
  };
}

/**
 * Answers the intents sent to this context. The listener itself is synchronous and stays silent about
 * everything that isn't for it: an `async` one would answer `undefined` in another context's place. It answers by
 * `reply`, for Chrome takes no promise.
 */
export function answerIntents(context: Context, intents: Intents): void {
  const listen = (message: unknown, from: { id?: string }, reply: (reply: Reply) => void) => {
    if (from.id !== browser.runtime.id || !isEnvelope(message) || message.to !== context) return undefined;
    const act = Object.hasOwn(intents, message.intent) && intents[message.intent];
    if (!act) return undefined;
    act(message.argument).then(
      value => reply({ value }),
      error => reply({ error: String(error) }),
    );
    return true;
  };
  browser.runtime.onMessage.addListener(listen as Runtime.OnMessageListener);
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'to' in message && 'intent' in message;
}
