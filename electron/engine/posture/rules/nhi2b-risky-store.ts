import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence } from '#engine/posture/words.ts';
import { isReadable, storageWords } from '#shared/model/storage.ts';

export const riskyStore: Rule = {
  id: 'NHI2b',
  pack: 'owasp',
  owasp: 'NHI2',
  title: 'Risky store: a credential lies where others read',
  why: 'Everybody who may read the code, the page or the chat may use the secret, and copies of it outlast its deletion.',
  references: ['OWASP NHI2:2025 Secret Leakage', 'RFC 6819 §4.1.1: obtaining client secrets'],
  severity: 'high',
  flags(facts) {
    if (!isActionable(facts) || !(facts.riskyStore > 0)) return null;
    return facts.riskyStore === 2 ? 'high' : 'medium';
  },
  graded: () => 'it lies in settings of a pipeline, which every job reads but no person',
  explain(identity, facts, { now, scoreIf }) {
    const kept = activeStatic(identity).flatMap((credential) => {
      const places = (credential.storage ?? []).filter(({ place }) => isReadable(place) || place === 'ci_variable');
      return places.length === 0 ? [] : [{ credential, places }];
    });
    const where = kept[0]?.places[0];
    const all = activeStatic(identity).length === kept.length;
    return {
      title: `A credential of ${identity.name} lies in ${where === undefined ? 'a place that others read' : storageWords(where)}`,
      evidence: [
        ...kept
          .slice(0, 10)
          .map(({ credential, places }) => credentialEvidence(credential, places.map(storageWords).join('; '))),
        {
          label: 'Who gets at it',
          value: facts.riskyStore === 2 ? 'whoever may read there' : 'every job of the pipeline',
          ref: 'credentials',
        },
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Move it into a vault or to workload federation, and rotate what lay there',
          scoreAfter: scoreIf(facts, { riskyStore: 0, rotatedAt: all && kept.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: kept.map(({ credential }) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'its secret lies in source code', facts: { riskyStore: 2 }, severity: 'high' },
      { what: 'its secret lies in the settings of a pipeline', facts: { riskyStore: 1 }, severity: 'medium' },
      { what: 'in source code, at tier 0', facts: { riskyStore: 2, tier: 0, knownTier: 0 }, severity: 'critical' },
      {
        what: 'in source code, but bound and short-lived',
        facts: { riskyStore: 2, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'kept in a vault', facts: { riskyStore: 0 } },
      { what: 'nobody says where it is kept', facts: {} },
      { what: 'disabled already', facts: { riskyStore: 2, status: 1 } },
    ],
  },
};
