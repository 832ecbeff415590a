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

/** Wraps the result, because a context without a listener for the intent replies `undefined`. */
interface Reply {
  value: unknown;
}

/** Sends an intent and returns its result. Rejects if no context answers, or with the intent's error. */
export function sender<I extends { [N in keyof I]: (argument: never) => Promise<unknown> }>(to: Context) {
  return async <Name extends keyof I & string>(
    intent: Name,
    argument: Parameters<I[Name]>[0],
  ): Promise<Awaited<ReturnType<I[Name]>>> => {
    const envelope: Envelope = { to, intent, argument };
    const reply: Reply | undefined = await browser.runtime.sendMessage(envelope);
    if (!reply) throw new Error(`${to} does not answer ${intent}`);
    return reply.value as Awaited<ReturnType<I[Name]>>;
  };
}

/**
 * Answers the intents sent to this context. The listener is not `async`: it would then reply `undefined` to
 * messages meant for another context.
 */
export function answerIntents(context: Context, intents: Intents): void {
  browser.runtime.onMessage.addListener((message: unknown, from: Runtime.MessageSender) => {
    if (from.id !== browser.runtime.id || !isEnvelope(message) || message.to !== context) return undefined;
    const act = Object.hasOwn(intents, message.intent) && intents[message.intent];
    if (!act) return undefined;
    return act(message.argument).then((value): Reply => ({ value }));
  });
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'to' in message && 'intent' in message;
}
