import { create } from 'zustand';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Fallen = CallOutput<'delegations.simulate'>;

export interface DelegationsState {
  /** Whose consents are listed; null: everybody's. */
  readonly human: string | null;
  /** Those that were withdrawn or have expired are listed too. */
  readonly withdrawn: boolean;
  /** The consent that is drawn; null: the newest. */
  readonly consent: string | null;
  /** The chosen hop. */
  readonly jti: string | null;
  /** What would fall if that consent were withdrawn now. */
  readonly simulation: { readonly consent: string; readonly fallen: Fallen } | null;
  /** What fell when it was. */
  readonly outcome: { readonly consent: string; readonly fallen: Fallen } | null;
}

const beginning: DelegationsState = {
  human: null,
  withdrawn: false,
  consent: null,
  jti: null,
  simulation: null,
  outcome: null,
};

/** What the delegations editor and its side bar show. */
export const useDelegations = create<DelegationsState>()(() => beginning);

export const changeDelegations = (change: Partial<DelegationsState>): void => useDelegations.setState(change);

/** Draws another consent: what was chosen or simulated belonged to the last one. */
export const showConsent = (consent: string | null): void =>
  useDelegations.setState({ consent, jti: null, simulation: null, outcome: null });

/** Another workspace: nothing of the last one's delegations stays. */
export const resetDelegations = (): void => useDelegations.setState(beginning);

/** The consent that a command is about. Refuses with input.invalid where none is chosen. */
export function consentOf(argument: string | undefined): string {
  const consent = argument ?? useDelegations.getState().consent;
  if (consent !== null) return consent;
  throw new AppError('input.invalid', 'No consent is chosen.', { hint: 'Choose one in Delegations, then ask again.' });
}
