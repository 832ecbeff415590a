import browser from 'webextension-polyfill';

type Context = 'background' | 'offscreen';

// biome-ignore lint/suspicious/noExplicitAny: stands for any intent; each is typed where it is declared
type Intents = { [Name in string]: (argument: any) => Promise<unknown> };

interface Envelope {
  to: Context;
  intent: string;
  argument: unknown;
}

/** Sends an intent to another context and gives its answer; rejects when nobody is there. */
export function sender<I extends { [N in keyof I]: (argument: never) => Promise<unknown> }>(to: Context) {
  return <Name extends keyof I & string>(
    intent: Name,
    argument: Parameters<I[Name]>[0],
  ): ReturnType<I[Name]> =>
    browser.runtime.sendMessage({ to, intent, argument } satisfies Envelope) as ReturnType<I[Name]>;
}

/**
 * Answers the intents sent to this context. The listener itself is synchronous and stays silent about
 * everything that isn't for it: an `async` one would answer `undefined` in another context's place.
 */
export function answerIntents(context: Context, intents: Intents): void {
  browser.runtime.onMessage.addListener((message: unknown, from: { id?: string }) => {
    if (from.id !== browser.runtime.id || !isEnvelope(message) || message.to !== context) return undefined;
    return Object.hasOwn(intents, message.intent) ? intents[message.intent]?.(message.argument) : undefined;
  });
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'to' in message && 'intent' in message;
}
