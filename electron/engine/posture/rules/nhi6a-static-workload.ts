import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence, moment } from '#engine/posture/words.ts';
import { identityKinds } from '#shared/model/identity.ts';

const workload = identityKinds.indexOf('workload');

export const staticWorkload: Rule = {
  id: 'NHI6a',
  pack: 'owasp',
  owasp: 'NHI6',
  title: 'Static secret where the platform could vouch: a workload with a shared secret',
  why: 'Pipelines and clusters can prove who they are, so a secret that lies in their settings is a risk for nothing.',
  references: ['OWASP NHI6:2025 Insecure Cloud Deployment Configurations', 'RFC 7523'],
  severity: 'high',
  flags(facts) {
    if (!isActionable(facts) || facts.kind !== workload || facts.staticCredentials === 0) return null;
    // Shared secrets alone: keys and certificates of a workload may be attested ones.
    const isShared = facts.credential >= credentialPoints.secret_jwt && facts.credential <= credentialPoints.api_key;
    return isShared ? 'high' : null;
  },
  explain(identity, facts, { scoreIf }) {
    return {
      title: `${identity.name} is a workload that signs in with a shared secret`,
      evidence: [
        { label: 'Kind', value: identity.vendorKind === '' ? identity.kind : identity.vendorKind, ref: 'kind' },
        ...activeStatic(identity)
          .slice(0, 10)
          .map((credential) => credentialEvidence(credential, `expires ${moment(credential.expiresAt, 'never')}`)),
      ],
      fixes: [
        {
          intent: 'revoke',
          label: 'Trust the platform’s own tokens (workload federation), then revoke the secret',
          scoreAfter: scoreIf(facts, {
            credential: credentialPoints.federated,
            staticCredentials: 0,
            endlessCredential: 0,
            rotatedAt: Number.POSITIVE_INFINITY,
            expiresAt: Number.POSITIVE_INFINITY,
          }),
          parameters: { credentials: activeStatic(identity).map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'a pipeline with a client secret', facts: { kind: workload }, severity: 'high' },
      { what: 'the same at tier 0', facts: { kind: workload, tier: 0, knownTier: 0 }, severity: 'critical' },
    ],
    clean: [
      { what: 'a service account with a client secret', facts: {} },
      {
        what: 'a pipeline that its platform vouches for',
        facts: { kind: workload, staticCredentials: 0, credential: credentialPoints.federated },
      },
      { what: 'a workload with a certificate', facts: { kind: workload, credential: credentialPoints.mtls } },
      { what: 'nobody knows what it signs in with', facts: { kind: workload, credential: Number.NaN } },
    ],
  },
};
