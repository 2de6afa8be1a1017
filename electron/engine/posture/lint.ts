// Rules that ask nothing but how a client is registered: which traits it has is the whole predicate.
import type { Facts } from '#engine/inventory/facts.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import { type RegistrationTrait, traitBits } from '#engine/inventory/registration-traits.ts';
import { type Fact, isUnknown, reasonWords } from '#shared/model/fact.ts';
import type { Evidence, Fix, Severity } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import { type Registration, registrationWords } from '#shared/model/registration.ts';
import type { Rule, RuleContext } from './rule.ts';
import { humanKind, isActionable } from './severity.ts';

/** One way to break a rule. */
export interface LintCase {
  /** Of the example: `a public client that need not send a challenge`. */
  readonly what: string;
  /** All of them hold. */
  readonly traits: readonly RegistrationTrait[];
  /** The title goes on with it after the name: `takes a token from the browser`. */
  readonly says: string;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
}

export interface Lint extends Pick<Rule, 'id' | 'pack' | 'owasp' | 'title' | 'why' | 'references' | 'severity'> {
  /** The first that holds counts. */
  readonly cases: readonly LintCase[];
  /** It is a setting of the authorization server: said once in its tenant, of the one that stands for it. */
  readonly ofServer?: true;
  /** Members of the registration that show it. */
  readonly shows: (registration: Registration, identity: Identity, context: RuleContext) => readonly Evidence[];
  readonly fix: (identity: Identity, facts: Facts, context: RuleContext) => Fix;
}

export function lint(of: Lint): Rule {
  const { id, pack, owasp, title, why, references, severity, cases, ofServer } = of;
  const masks = cases.map(({ traits }) => traits.reduce((bits, trait) => bits | traitBits[trait], 0));
  const isAsked = (facts: Facts): boolean =>
    ofServer === undefined
      ? isActionable(facts)
      : facts.serverHome === 1 && facts.status === 0 && facts.kind !== humanKind;
  const caseAt = (facts: Facts): number => masks.findIndex((mask) => (facts.registration & mask) === mask);
  return {
    id,
    pack,
    owasp,
    title,
    why,
    references,
    severity,
    flags(facts) {
      if (!isAsked(facts)) return null;
      for (let at = 0; at < masks.length; at += 1) {
        const mask = masks[at] ?? 0;
        if ((facts.registration & mask) === mask) return cases[at]?.severity ?? severity;
      }
      return null;
    },
    graded: (facts) => cases[caseAt(facts)]?.what ?? '',
    explain(identity, facts, context) {
      const { registration } = identity;
      const shown = registration === undefined ? [] : of.shows(registration, identity, context);
      const where = ofServer === undefined ? [] : [standsFor(identity)];
      return {
        title: `${ofServer === undefined ? identity.name : identity.tenant.name} ${cases[caseAt(facts)]?.says ?? ''}`,
        evidence: [...(shown.length > 0 ? shown : [clientType(registration)]), ...where],
        fixes: [of.fix(identity, facts, context)],
      };
    },
    examples: examplesOf(of),
  };
}

const standsFor = ({ tenant }: Identity): Evidence => ({
  label: 'Said here for',
  value: `the authorization server of ${tenant.name}: a setting of its own, not of this client`,
  ref: 'registration',
});

export const clientType = (registration: Registration | undefined): Evidence =>
  shown('Client type', registration?.clientType ?? { unknown: 'not_recorded' });

/** A member of the registration as a row: at most five of a list. */
export function shown(label: string, fact: Fact<string | boolean | readonly string[]>): Evidence {
  return { label, value: inWords(fact), ref: 'registration' };
}

function inWords(fact: Fact<string | boolean | readonly string[]>): string {
  if (isUnknown(fact)) return `unknown: ${reasonWords[fact.unknown]}`;
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  if (typeof fact === 'string') return registrationWords[fact] ?? fact;
  if (fact.length === 0) return 'none';
  return fact.length > 5 ? `${fact.slice(0, 5).join(', ')} and ${fact.length - 5} more` : fact.join(', ');
}

/** No plan changes a registration: it is changed where it was made. What a plan can do in the meantime stands beside it. */
export const changeRegistration =
  (label: string): Lint['fix'] =>
  () => ({
    intent: 'disable',
    label: `${label}; where that takes time, disable it until then`,
    scoreAfter: 0,
    parameters: {},
  });

/** A server is set by whoever answers for it. */
export const changeServer =
  (label: string): Lint['fix'] =>
  (_identity, facts, { scoreIf }) => ({
    intent: 'assign_owner',
    label: `${label}; name who answers for it`,
    scoreAfter: scoreIf(facts, { owner: ownerStates.indexOf('backed') }),
    parameters: { withinDays: 7 },
  });

function examplesOf({ cases, severity, ofServer }: Lint): Rule['examples'] {
  const home = ofServer === undefined ? {} : ({ serverHome: 1 } as const);
  const bits = (traits: readonly RegistrationTrait[]): number =>
    traits.reduce((sum, trait) => sum | traitBits[trait], 0);
  const [first] = cases;
  const worst = bits(first?.traits ?? []);
  return {
    flagged: cases.map(({ what, traits, severity: own }) => ({
      what,
      facts: { ...home, registration: bits(traits) },
      severity: own ?? severity,
    })),
    clean: [
      { what: 'no source says how it is registered', facts: { ...home, registration: 0 } },
      { what: 'the first of these, disabled', facts: { ...home, registration: worst, status: 1 } },
      ...(ofServer === undefined
        ? [{ what: 'the first of these, a part of the product', facts: { registration: worst, builtIn: 1 as const } }]
        : [
            {
              what: 'the first of these, at a client that does not stand for its server',
              facts: { registration: worst },
            },
          ]),
    ],
  };
}
