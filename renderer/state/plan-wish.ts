// From what is chosen in the window to what a plan is asked for.
import { create } from 'zustand';
import { number } from '#renderer/ui/format.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { mostTargets } from '#shared/contract/plans.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Fix, Intent } from '#shared/model/finding.ts';
import { firstView } from './first-view.ts';
import { useInventory } from './inventory.ts';

type Wish = CallInput<'plans.create'>;
type Parameters = Fix['parameters'];

/** Verbs that cannot be asked for without saying to what. */
const askingIntents = ['rescope', 'shorten', 'assign_owner'] as const satisfies readonly Intent[];
export type AskingIntent = (typeof askingIntents)[number];
export const isAsking = (intent: Intent): intent is AskingIntent =>
  (askingIntents as readonly Intent[]).includes(intent);

/** What the page for a new plan is about. */
export interface WishPage {
  readonly intent: AskingIntent;
  readonly identities: readonly string[];
  /** What a finding suggests. */
  readonly suggested: Parameters;
}

export const useWish = create<{ readonly wish: WishPage | null }>()(() => ({ wish: null }));
export const showWish = (wish: WishPage | null): void => useWish.setState({ wish });

/**
 * The identities that a command is about: its argument, else the page of one, else what is selected in the inventory.
 * Refuses with plan.empty without any.
 */
export function identitiesOf(
  argument: { readonly identities: readonly string[] } | undefined,
  uri: string | null,
): readonly string[] {
  if (argument !== undefined) return argument.identities;
  const page = /^nhi:\/identity\/(idn_[a-z2-7]+)/.exec(uri ?? '')?.[1];
  if (page !== undefined) return [page];
  const { selection, focusedId } = useInventory.getState();
  if (selection.ids.size > 0) return [...selection.ids];
  if (focusedId !== null) return [focusedId];
  throw new AppError('plan.empty', 'Nothing is chosen.', {
    hint: 'Select identities in the inventory, then ask again.',
  });
}

type Target = NonNullable<Wish['targets']>[number];

/** What a plan is asked to change of each of them. Refuses with input.invalid where they are too many for one. */
export function targetsOf(identities: readonly string[], part: Target['part'] = 'identity'): Target[] {
  if (identities.length > mostTargets) {
    throw new AppError('input.invalid', `${number(identities.length)} identities are too many for one plan.`, {
      hint: `Select ${number(mostTargets)} at most, for instance by a narrower filter.`,
    });
  }
  return identities.map((identity) => ({ identity, part, ref: '' }));
}

/** As many as are read one by one to know what they use. */
const mostRescoped = 200;

/** A scope that at least one of them holds. */
export interface HeldScope {
  readonly name: string;
  readonly tier: number;
  readonly holders: number;
  /** By how many of them it was used inside the window. */
  readonly users: number;
  /** For how many nobody knows. */
  readonly unknown: number;
}

type Scopes = IdentityDetail['scopes'];

/** Every scope once, the most dangerous first. */
export function heldScopes(of: readonly Scopes[]): readonly HeldScope[] {
  const found = new Map<string, HeldScope>();
  for (const scopes of of) {
    for (const [name, { tier, used }] of new Map(scopes.map((scope) => [scope.name, scope]))) {
      const before = found.get(name) ?? { name, tier, holders: 0, users: 0, unknown: 0 };
      found.set(name, {
        name,
        tier: Math.min(before.tier, tier),
        holders: before.holders + 1,
        users: before.users + (used === true ? 1 : 0),
        unknown: before.unknown + (isUnknown(used) ? 1 : 0),
      });
    }
  }
  return [...found.values()].sort((one, other) => one.tier - other.tier || one.name.localeCompare(other.name));
}

const listed = (value: Parameters[string] | undefined): readonly string[] | null =>
  typeof value === 'object' ? value : null;

/** What stays unless the analyst says otherwise: what a finding says, else what was used; unknown is not never. */
export function scopesThatStay(held: readonly HeldScope[], suggested: Parameters): ReadonlySet<string> {
  const [keep, remove] = [listed(suggested['keep']), listed(suggested['remove'])];
  const stays = ({ name, users, unknown }: HeldScope): boolean => {
    if (remove !== null) return !remove.includes(name);
    if (keep !== null) return keep.includes(name);
    return users > 0 || unknown > 0;
  };
  return new Set(held.filter(stays).map(({ name }) => name));
}

/** Seconds that a finding suggests, else five minutes. */
export const suggestedSeconds = (suggested: Parameters): number => {
  const seconds = Number(suggested['accessTtlSeconds'] ?? suggested['seconds']);
  return Number.isInteger(seconds) && seconds >= 60 ? seconds : 300;
};

/** Reads what each of them holds. Refuses with input.invalid where they are too many. */
export async function scopesOf(identities: readonly string[]): Promise<readonly HeldScope[]> {
  if (identities.length > mostRescoped) {
    throw new AppError(
      'input.invalid',
      `${number(identities.length)} identities are too many to rescope in one plan.`,
      {
        hint: `Choose ${mostRescoped} at most.`,
      },
    );
  }
  const details = await Promise.all(identities.map((id) => firstView('identities.detail', { id })));
  return heldScopes(details.map((detail) => detail?.scopes ?? []));
}
