// Events as evidence: what a rule asks the log for, and the words for what it answers.
import type { Activity } from '#shared/model/activity.ts';
import type { Evidence } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { RuleContext } from './rule.ts';

/** Of the events that were done with an identity's credential: */
export const questions = [
  /** with a secret in the request line; */
  'url_secrets',
  /** the newest two from two networks at about the same time; */
  'networks',
  /** the newest of each workload in the days before its last use; */
  'workloads',
  /** the newest of each agent behind it; */
  'agents',
  /** by a browser, in nobody's name; */
  'browser',
  /** in nobody's name; */
  'own',
  /** at a console, in nobody's name; */
  'console',
  /** as a human, and no actor is named; */
  'impersonation',
  /** with an assertion that was misused. */
  'assertions',
] as const;
export type Question = (typeof questions)[number];

/** Newest first, a handful of them. */
export type SeenEvents = readonly Activity[];

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const fromWhere = ({ address = '', network = '' }: Activity): string =>
  address === '' ? network : `${address}${network === '' ? '' : ` (${network.replaceAll('_', ' ')})`}`;

/** One row an event: when and what, then who for, from where, with what. The row opens it in the audit timeline. */
export function eventRow(event: Activity): Evidence {
  const { at, human, agents, action, object, decision, reason, userAgent = '' } = event;
  const agent = agents.at(-1)?.name ?? '';
  const said = [
    decision,
    human === null ? '' : `as ${human.name}`,
    agent === '' ? '' : `through ${agent}`,
    fromWhere(event) === '' ? '' : `from ${fromWhere(event)}`,
    userAgent === '' ? '' : `by ${userAgent.slice(0, 80)}`,
    reason.slice(0, 160),
  ];
  return {
    label: `${minute(at)} UTC, ${action}`,
    value: [object.slice(0, 120), ...said].filter((part) => part !== '').join(', '),
    ref: `event:${at}`,
  };
}

export const eventRows = (identity: Identity, question: Question, { seen }: RuleContext): readonly Evidence[] =>
  (seen?.(identity.id, question) ?? []).map(eventRow);
