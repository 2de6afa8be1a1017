import { type Fact, isUnknown } from './fact.ts';

/** Whose tokens stand for an identity: what a federated credential accepts. */
export interface Trust {
  /** As the platform writes it: an https address mostly. */
  readonly issuer: string;
  /** The `sub` (or the conditions on other claims) that is let in. Empty: everybody whom the issuer vouches for. */
  readonly subjects: Fact<readonly string[]>;
  /** `*` and `?` in a subject stand for any text; false: they are characters like others. */
  readonly wildcards: boolean;
  /** The `aud` that a token must have one of. Empty: any. */
  readonly audiences: Fact<readonly string[]>;
}

/** Issuers that everybody can get a token from: only the subject tells one's own tokens from those of strangers. */
const publicIssuers =
  /^(?:https:\/\/)?(?:token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|accounts\.google\.com|cognito-identity\.amazonaws\.com|login\.microsoftonline\.com\/(?:common|organizations))\/?$/i;

export const isPublicIssuer = (issuer: string): boolean => publicIssuers.test(issuer);

/** `https://token.actions.githubusercontent.com, subject repo:octo/shop:*, audience sts.amazonaws.com` */
export function trustWords({ issuer, subjects, audiences }: Trust): string {
  const said = (what: string, of: Fact<readonly string[]>): string => {
    if (isUnknown(of)) return `${what} unknown`;
    return of.length === 0 ? `any ${what}` : `${what} ${of.join(' or ')}`;
  };
  return `${issuer === '' ? 'any issuer' : issuer}, ${said('subject', subjects)}, ${said('audience', audiences)}`;
}
