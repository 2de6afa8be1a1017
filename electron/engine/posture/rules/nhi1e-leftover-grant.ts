import { endOf, isLeftover } from '#engine/inventory/grant-spans.ts';
import { exampleInstant } from '#engine/posture/example-clock.ts';
import { goneHumanOf } from '#engine/posture/gone-human.ts';
import { grantsWithout, withGrants } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { humanKind } from '#engine/posture/severity.ts';
import { plural, presenceWords, residual } from '#engine/posture/words.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';

interface Leftover {
  readonly grant: Grant;
  readonly because: string;
}

/** Grants that are known to last although the consent or the human behind them does not. */
function leftoversOf(identity: Identity, context: RuleContext): readonly Leftover[] {
  const { now } = context;
  const ended = identity.grants
    .filter((grant) => isLeftover(grant, now))
    .map(
      (grant): Leftover => ({
        grant,
        because: `consent ${grant.consent?.status === 'withdrawn' ? 'withdrawn' : 'expired'}`,
      }),
    );
  const known = new Set(ended.map(({ grant }) => grant));
  const ofGone = identity.grants.flatMap((grant): readonly Leftover[] => {
    if (known.has(grant) || !(endOf(grant.expiresAt) > now)) return [];
    const human = goneHumanOf(grant, context);
    return human === null ? [] : [{ grant, because: `${human.name}: ${presenceWords(human.state)}` }];
  });
  return [...ended, ...ofGone];
}

export const leftoverGrant: Rule = {
  id: 'NHI1e',
  pack: 'owasp',
  owasp: 'NHI1',
  title: 'Leftover grant: the consent or the human is gone, what came of it lives',
  why: 'Somebody took back what they had allowed, or left, and tokens in their name are believed all the same.',
  references: ['OWASP NHI1:2025 Improper Offboarding', 'RFC 7009 §2.1: revoking what was derived', 'RFC 9068 §4'],
  severity: 'critical',
  flags(facts, { now }) {
    // A disabled client cannot renew what it has, but what it was given is believed until it ends.
    if (facts.builtIn === 1 || facts.kind === humanKind) return null;
    if (facts.endedConsentUntil > now) return 'critical';
    return facts.goneHumanUntil > now ? 'high' : null;
  },
  graded: () => 'the human is gone, the consent was not taken back',
  explain(identity, facts, context) {
    const { now, scoreIf } = context;
    const grants = leftoversOf(identity, context);
    const tokens = context.leftovers(identity.id);
    const until = Math.max(facts.endedConsentUntil, facts.goneHumanUntil);
    const ids = new Set(grants.map(({ grant }) => grant.id));
    const change = withGrants(identity, facts, context, grantsWithout(identity, ids));
    const what = [
      ...(grants.length > 0 ? [plural(grants.length, 'grant')] : []),
      ...(tokens.length > 0 ? [plural(tokens.length, 'token')] : []),
    ].join(' and ');
    return {
      title: `${identity.name} keeps ${what === '' ? 'what came' : what} of consents or people that are gone: ${residual(until, now)}`,
      evidence: [
        { label: 'Residual time', value: residual(until, now), ref: 'grants' },
        ...grants.slice(0, 10).map(({ grant, because }) => ({
          label: because,
          value: `${plural(grant.scopes.length, 'scope')} on ${grant.resource === '' ? 'an unnamed resource' : grant.resource}, ${residual(endOf(grant.expiresAt), now)}`,
          ref: `grant:${grant.id}`,
        })),
        ...tokens.slice(0, 10).map((token) => ({
          label:
            token.because === 'consent_withdrawn'
              ? 'Token of a consent that was withdrawn'
              : 'Token of somebody who is gone',
          value: `believed by whoever does not ask: ${residual(token.until, now)}`,
          ref: `token:${token.id}`,
        })),
      ],
      // A token that was given out is believed by whoever does not ask: where no grant is left, nothing is there to take away.
      fixes:
        ids.size === 0
          ? []
          : [
              {
                intent: 'revoke',
                label: 'Revoke what was derived; what nobody asks the issuer about ends by itself',
                scoreAfter: scoreIf(facts, change),
                parameters: { grants: [...ids] },
              },
            ],
    };
  },
  examples: {
    flagged: [
      {
        what: 'withdrawn, and its token lives a day',
        facts: { endedConsentUntil: exampleInstant(-1) },
        severity: 'critical',
      },
      {
        what: 'withdrawn, and nothing ends',
        facts: { endedConsentUntil: Number.POSITIVE_INFINITY },
        severity: 'critical',
      },
      { what: 'the human is disabled', facts: { goneHumanUntil: exampleInstant(-30) }, severity: 'high' },
      {
        what: 'withdrawn, but bound and short-lived',
        facts: { endedConsentUntil: exampleInstant(-0.003), bound: 1, lifetime: 300 },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'nothing of it is left', facts: {} },
      { what: 'the last token ended yesterday', facts: { endedConsentUntil: exampleInstant(1) } },
      { what: 'it is built into the product', facts: { goneHumanUntil: exampleInstant(-30), builtIn: 1 } },
    ],
  },
};
