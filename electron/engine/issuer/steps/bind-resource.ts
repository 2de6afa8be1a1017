import { allOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { readResources } from '#engine/issuer/resources.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** The audience is what `resource` (RFC 8707 §2) and `audience` (RFC 8693 §2.1) name, each within the authority. */
export function bindResource({ form, authority, granted, remarks }: TokenRequest): void {
  const wanted = [...readResources(allOf(form, 'resource')), ...allOf(form, 'audience')];
  const foreign = wanted.find((resource) => !authority.audience.includes(resource));
  if (foreign !== undefined) {
    remarks.object = foreign;
    throw new OAuthError(
      'invalid_target',
      'The resource is not one that may be asked for.',
      'no policy names that resource',
    );
  }
  granted.audience = wanted.length > 0 ? [...new Set(wanted)] : authority.defaultAudience;
  remarks.object = granted.audience.join(' ');
}
