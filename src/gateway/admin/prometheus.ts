import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { MAILBOX_STATES, type Metrics, OUTCOMES, PERSON_OUTCOMES } from '../shared/metrics';

export interface Prometheus {
  readonly metrics: Metrics;
  /** In Prometheus’s text format. It names no user. */
  report(): Promise<string>;
  readonly contentType: string;
}

/** In seconds. A look that takes longer than the last one counts as failed elsewhere. */
const LOOK_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts, and reports that of the process, too. Names follow prometheus.io/docs/practices/naming. */
export function createPrometheus(isStoreAway: () => boolean): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  /** Each outcome is reported from the start, as 0: a rate then has a beginning. */
  const counter = <L extends string>(name: string, help: string, label: string, values: readonly L[]) => {
    const all = new Counter({ name, help, labelNames: [label], registers });
    const children = new Map<string, Counter.Internal>();
    const childOf = (value: string) => {
      const child = children.get(value) ?? all.labels(value);
      children.set(value, child);
      return child;
    };
    for (const value of values) childOf(value).inc(0);
    return (value: L) => childOf(value).inc();
  };

  const sources: Metrics['sources'] = {};
  new Gauge({
    name: 'facteur_mailboxes',
    help: 'Mailboxes by state.',
    labelNames: ['state'],
    registers,
    collect() {
      const counts = sources.mailboxes?.() ?? {};
      for (const state of MAILBOX_STATES) this.set({ state }, counts[state] ?? 0);
    },
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge(
    'facteur_sign_in_queue',
    'Mailboxes that wait for a place to sign in at their mail server.',
    () => sources.queue?.() ?? 0,
  );
  gauge('facteur_store_away', '1 while the database can’t be reached, else 0.', () => Number(isStoreAway()));
  new Gauge({
    name: 'facteur_build_info',
    help: 'The version, as a label.',
    labelNames: ['version'],
    registers,
  })
    .labels(__VERSION__)
    .set(1);

  const looks = new Histogram({
    name: 'facteur_look_duration_seconds',
    help: 'How long a look at the folders of a mailbox took. first: after the sign-in.',
    labelNames: ['look'],
    buckets: LOOK_SECONDS,
    registers,
  });
  const [first, later] = [looks.labels('first'), looks.labels('later')];
  looks.zero({ look: 'first' });
  looks.zero({ look: 'later' });

  const answered = counter<string>(
    'facteur_api_answers_total',
    'Answers of the API by code; 0 for messages.',
    'code',
    ['0'],
  );
  return {
    contentType: registry.contentType,
    report: () => registry.metrics(),
    metrics: {
      mailSignIn: counter(
        'facteur_mail_sign_ins_total',
        'Sign-ins at mail servers by outcome.',
        'outcome',
        OUTCOMES,
      ),
      personSignIn: counter(
        'facteur_person_sign_ins_total',
        'Sign-ins of people by outcome.',
        'outcome',
        PERSON_OUTCOMES,
      ),
      renewed: counter(
        'facteur_renewals_total',
        'Renewals of access tokens at providers by outcome.',
        'outcome',
        OUTCOMES,
      ),
      looked: (ms, isFirst) => (isFirst ? first : later).observe(ms / 1000),
      answered: code => answered(String(code)),
      sources,
    },
  };
}
