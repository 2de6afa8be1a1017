import type { Instant } from '#shared/model/fact.ts';
import type { Identity, Owner } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { type OwnerState, ownerStates } from './facts.ts';

/** Somebody whom an analyst made answer for identities. */
export interface AssignedOwner {
  readonly name: string;
  readonly type: Owner['type'];
  /** The human in the inventory, where it is one. */
  readonly id: IdentityId | null;
}

/** `data.owners` of a record `owner.assigned`; null takes an earlier word back. */
export interface OwnerData {
  readonly identities: readonly IdentityId[];
  readonly owners: readonly AssignedOwner[] | null;
}

export interface Assignment {
  readonly owners: readonly AssignedOwner[];
  readonly by: string;
  readonly at: Instant;
}

/** Who owns what, by the word of analysts: it counts before whatever sources say. A register of the journal. */
export class AssignedOwners {
  readonly name = 'assigned owners';
  readonly #assigned = new Map<IdentityId, Assignment>();

  apply({ action, at, human, data }: Pick<JournalRecord, 'action' | 'at' | 'human' | 'data'>): void {
    if (action !== 'owner.assigned') return;
    // Written by this engine alone, and covered by the hash chain.
    const { identities, owners } = data['owners'] as OwnerData;
    for (const id of identities) {
      if (owners === null) this.#assigned.delete(id);
      else this.#assigned.set(id, { owners, by: human ?? '', at: Date.parse(at) });
    }
  }

  of(id: IdentityId): Assignment | undefined {
    return this.#assigned.get(id);
  }

  entries(): IterableIterator<[IdentityId, Assignment]> {
    return this.#assigned.entries();
  }

  get size(): number {
    return this.#assigned.size;
  }

  save(): string {
    return JSON.stringify([...this.#assigned]);
  }

  load(text: string): void {
    this.#assigned.clear();
    // Written by save.
    for (const [id, assignment] of JSON.parse(text) as [IdentityId, Assignment][]) this.#assigned.set(id, assignment);
  }
}

/** `isGone`: is the human of this id disabled, or marked as gone? */
export function assignedState(owners: readonly AssignedOwner[], isGone: (human: IdentityId) => boolean): OwnerState {
  if (owners.length === 0) return 'none';
  const present = owners.filter(({ id }) => id === null || !isGone(id));
  if (present.length === 0) return 'departed';
  if (present.some(({ type }) => type === 'team')) return 'team';
  return present.length > 1 ? 'backed' : 'single';
}

export const ownerStateCode = (state: OwnerState): number => ownerStates.indexOf(state);

export const ownersLabel = (owners: readonly Pick<AssignedOwner, 'name'>[]): string =>
  owners.map(({ name }) => name).join(', ');

/** The identity as the analyst knows it. */
export function withAssigned(
  identity: Identity,
  assignment: Assignment | undefined,
  isGone: (human: IdentityId) => boolean,
): Identity {
  if (assignment === undefined) return identity;
  const owners = assignment.owners.map(
    (owner): Owner => ({ ...owner, status: owner.id !== null && isGone(owner.id) ? 'departed' : 'active' }),
  );
  return { ...identity, owners };
}
