import { create } from 'zustand';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const issuerSections = ['clients', 'humans', 'consents', 'tokens', 'scopes', 'keys', 'requests'] as const;
export type IssuerSection = (typeof issuerSections)[number];

/** The row that commands without an argument mean. */
export interface Chosen {
  readonly id: string;
  readonly name: string;
}

export type Fallen = CallOutput<'issuer.withdrawConsent'>;

/** Something that cannot be taken back and waits for a yes. `command` is run again with `confirmed`. */
export interface Question {
  readonly command: string;
  readonly verb: string;
  readonly target: Chosen;
  readonly says: string;
  /** Whose live tokens die. */
  readonly tokensOf: { readonly client: string } | { readonly human: string };
}

/** What a withdrawal or revocation has done. */
export interface Outcome {
  readonly title: string;
  readonly fallen: Fallen;
}

export interface IssuerState {
  readonly section: IssuerSection;
  /** What the list of clients is narrowed to. */
  readonly text: string;
  readonly chosen: Readonly<Partial<Record<IssuerSection, Chosen>>>;
  /** Whose tokens are listed; null: everybody's. */
  readonly tokensOf: (Chosen & { readonly is: 'client' | 'human' }) | null;
  readonly dead: boolean;
  readonly question: Question | null;
  readonly outcome: Outcome | null;
}

const beginning: IssuerState = {
  section: 'clients',
  text: '',
  chosen: {},
  tokensOf: null,
  dead: false,
  question: null,
  outcome: null,
};

/** What the local issuer's editor shows and has chosen. */
export const useIssuer = create<IssuerState>()(() => beginning);

export const changeIssuer = (change: Partial<IssuerState>): void => useIssuer.setState(change);

/** Asks in the editor, before anything falls. */
export const ask = (question: Question): void => useIssuer.setState({ question, outcome: null });

/** It has been done: the question goes, what it did is shown. */
export const answered = (outcome: Outcome): void => useIssuer.setState({ question: null, outcome });

/** Another workspace: nothing of the last one's issuer stays. */
export const resetIssuer = (): void => useIssuer.setState(beginning);

export function choose(section: IssuerSection, chosen: Chosen | null): void {
  useIssuer.setState((state) => {
    const { [section]: _last, ...others } = state.chosen;
    return { chosen: chosen === null ? others : { ...others, [section]: chosen } };
  });
}

const oneOf: Readonly<Record<IssuerSection, string>> = {
  clients: 'client',
  humans: 'human',
  consents: 'consent',
  tokens: 'token',
  scopes: 'scope',
  keys: 'key',
  requests: 'request',
};

/** What a command is about: its argument, else the chosen row of the section. Refuses with input.invalid without either. */
export function targetOf(section: IssuerSection, argument: Chosen | undefined): Chosen {
  const target = argument ?? useIssuer.getState().chosen[section];
  if (target !== undefined) return target;
  throw new AppError('input.invalid', `No ${oneOf[section]} is chosen.`, {
    hint: `Choose one under Local Issuer, ${section}, then ask again.`,
  });
}
