import type { Facts } from '#engine/inventory/facts.ts';
import { autonomies, ownerStates } from '#engine/inventory/facts.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { type Change, noChange } from './change.ts';
import { type Project, removedScopes } from './facts-after.ts';

/** One thing that can be done to an identity by itself. */
export interface Lever {
  readonly id: string;
  readonly label: string;
  /** What a plan is asked for; null: it is done at the tenant by hand. */
  readonly intent: Intent | null;
  /** null: there is nothing to do here. */
  change(identity: Identity, facts: Facts, project: Project): Partial<Change> | null;
}

const hour = 3600;
const day = 86_400;
const delegated = autonomies.indexOf('delegated');
const platformKinds = [identityKinds.indexOf('service_account'), identityKinds.indexOf('workload')];

const isIdleSince = ({ lastUsedAt }: Facts, before: number): boolean => lastUsedAt < before;

/** In the order of lists where they do equally well. */
export const levers: readonly Lever[] = [
  {
    id: 'disable',
    label: 'Disable what nobody uses',
    intent: 'disable',
    change: (_, facts, { now, limits }) =>
      facts.status === 0 && isIdleSince(facts, now - limits.dormantDays * dayMs) ? { disable: true } : null,
  },
  {
    id: 'owner',
    label: 'Give it an owner and a deputy',
    intent: 'assign_owner',
    change: (_, { owner }) =>
      ownerStates[owner] === 'backed' || ownerStates[owner] === 'team' ? null : { owner: 'backed' },
  },
  {
    id: 'unused',
    label: 'Take away the scopes that nothing used',
    intent: 'rescope',
    change: (identity, _, project) =>
      removedScopes(identity, { ...noChange, removeUnused: true }, project).size > 0 ? { removeUnused: true } : null,
  },
  {
    id: 'lifetime',
    label: 'Let it live shorter: tokens an hour, secrets as the policy says',
    intent: 'shorten',
    change(_, facts, { limits }) {
      const policy = limits.rotationDays * day;
      // What outlives the policy is a secret of its own; what lives shorter already is a matter of tokens.
      const isSecret = facts.staticCredentials > 0 && facts.autonomy !== delegated && !(facts.lifetime <= policy);
      const most = isSecret ? policy : hour;
      return facts.lifetime <= most ? null : { lifetime: most };
    },
  },
  {
    id: 'rotate',
    label: 'Replace its secrets',
    intent: 'rotate',
    change: (_, { staticCredentials }) => (staticCredentials > 0 ? { rotate: true } : null),
  },
  {
    id: 'bind',
    label: 'Bind its tokens to a key (DPoP)',
    intent: null,
    change: (_, { bound, activeCredentials, credential }) =>
      bound === 1 || activeCredentials === 0 || credential <= 3 ? null : { proof: 'dpop' },
  },
  {
    id: 'federate',
    label: 'Let its platform vouch for it instead of a secret',
    intent: null,
    change: (_, { kind, staticCredentials }) =>
      staticCredentials > 0 && platformKinds.includes(kind) ? { proof: 'federation' } : null,
  },
  {
    id: 'consent',
    label: 'Ask whom it acts for again',
    intent: null,
    change: (_, { consent }) => (consent === -1 || consent === 0 ? null : { consent: true }),
  },
];
