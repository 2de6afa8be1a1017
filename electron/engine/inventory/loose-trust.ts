// Whom a federated trust lets in beside the one it was made for (PRODUCT section 4, rule 6b).
import { isUnknown } from '#shared/model/fact.ts';
import { isPublicIssuer, type Trust } from '#shared/model/trust.ts';

/** 0: one workload. 1: others of the same organisation, or tokens made for somebody else. 2: strangers. */
export type Looseness = 0 | 1 | 2;

export interface TrustLoophole {
  readonly level: Looseness;
  readonly words: string;
}

/** `repo:octo/…`, `organization:acme:…`: whose tokens they are stands there in full, before any wildcard. */
const namesOwner = /^[\w-]+[:=][^:/*?]+[:/]/;
/** All phases of one workspace's run (HCP Terraform): nobody else. */
const harmless = /^organization:[^*?]+:run_phase:\*$/;

const hasWildcard = (subject: string): boolean => /[*?]/.test(subject) && !harmless.test(subject);

function subjectLoophole({ issuer, subjects, wildcards }: Trust): TrustLoophole | null {
  if (isUnknown(subjects)) return null;
  const isPublic = isPublicIssuer(issuer);
  if (subjects.length === 0) {
    const words = isPublic ? 'any subject of an issuer that everybody can use' : 'any subject of the issuer';
    return { level: isPublic ? 2 : 1, words };
  }
  if (!wildcards) return null;
  const open = subjects.find((subject) => hasWildcard(subject) && isPublic && !namesOwner.test(subject));
  if (open !== undefined) return { level: 2, words: `${open} fits tokens of strangers` };
  const wide = subjects.find(hasWildcard);
  return wide === undefined ? null : { level: 1, words: `${wide} fits more than one workload` };
}

/** What an issuer writes into tokens that nobody asked for: whoever gets one for another purpose is let in. */
const isEverybodys = (audience: string, issuer: string): boolean =>
  audience === '*' ||
  audience.replace(/\/$/, '') === issuer.replace(/\/$/, '') ||
  /^https:\/\/github\.com\/[^/]+\/?$/.test(audience) ||
  /^https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?\/?$/.test(audience);

function audienceLoophole({ issuer, audiences }: Trust): TrustLoophole | null {
  if (isUnknown(audiences)) return null;
  if (audiences.length === 0) return { level: 1, words: 'no audience is asked for' };
  const open = audiences.find((audience) => isEverybodys(audience, issuer));
  return open === undefined ? null : { level: 1, words: `audience ${open} is in tokens for every purpose` };
}

/** The worst first; what is unknown is none. */
export function loopholesOf(trust: Trust): readonly TrustLoophole[] {
  return [subjectLoophole(trust), audienceLoophole(trust)]
    .filter((loophole) => loophole !== null)
    .toSorted((one, other) => other.level - one.level);
}
