import type { Decision } from './activity.ts';

/** Past tense, `noun.verb`: what the workbench itself records. */
export const journalActions = [
  'workspace.created',
  'workspace.recovered',
  'workspace.lock_taken_over',
  'import.committed',
  'import.undone',
  'demo.filled',
  'mapping.saved',
  'scope.classified',
  'audit.exported',
  // The local issuer. What it refused is the same action with the decision `denied`.
  'issuer.started',
  'issuer.stopped',
  'inventory.updated',
  'questions.answered',
  'key.created',
  'key.rotated',
  'key.retired',
  'client.created',
  'client.changed',
  'client.rotated',
  'client.disabled',
  'client.enabled',
  'client.deleted',
  'client.registered',
  'client.revoked',
  // Accounts that an analyst said are one human, or are not.
  'human.linked',
  'human.unlinked',
  'owner.assigned',
  'identity.departed',
  'identity.returned',
  // Vendors of which an analyst knows an incident.
  'incident.added',
  'incident.removed',
  'human.added',
  'human.changed',
  'human.deleted',
  'human.revoked',
  'human.signed_in',
  'human.signed_out',
  'scope.limited',
  'scope.unlimited',
  'authorization.requested',
  'consent.given',
  'consent.withdrawn',
  'token.issued',
  'token.refreshed',
  'token.exchanged',
  'token.introspected',
  'token.revoked',
  'refresh.reused',
  'request.refused',
  'access.created',
  'access.withdrawn',
  // Connected tenants, and changes to them.
  'tenant.added',
  'tenant.changed',
  'tenant.removed',
  'tenant.tested',
  'tenant.synced',
  'plan.created',
  'plan.approved',
  'plan.run',
  'plan.paused',
  'plan.ended',
  'plan.discarded',
  'plan.retried',
  'step.started',
  'step.ended',
  'receipt.exported',
  // Risks that an analyst lets stand until a day.
  'risk.accepted',
  'risk.withdrawn',
  // Views that an analyst saved.
  'view.saved',
  'view.renamed',
  'view.removed',
  // What the workspace weighs and limits.
  'policy.set',
  'packs.chosen',
  'rule.saved',
  'rule.removed',
  // Certification campaigns.
  'campaign.started',
  'campaign.decided',
  'campaign.reassigned',
  'campaign.postponed',
  'campaign.closed',
  'campaign.reopened',
  // The playground: what its agents are told to do, and what its shop is asked for.
  'agent.spawned',
  'agent.stopped',
  'orders.read',
  'orders.write',
  'payments.create',
  'profile.read',
] as const;
export type JournalAction = (typeof journalActions)[number];

/** One line of `journal.log`. `hash` is SHA-256 over the bytes of the line from `"seq"` to the closing brace. */
export interface JournalRecord {
  readonly hash: string;
  readonly seq: number;
  readonly prev: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly human: string;
  readonly agent: string | null;
  readonly client: string;
  readonly action: JournalAction;
  readonly object: string;
  readonly decision: Decision;
  readonly data: Readonly<Record<string, unknown>>;
}
