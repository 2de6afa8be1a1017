// What an application (or its principal in a tenant) lets happen at the token and authorization endpoints.
import type { Fields } from '#engine/importers/fields.ts';
import { registrationOf, saidText } from '#engine/importers/registration.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { ApplicationType } from '#shared/model/registration.ts';

/**
 * Platforms of an application: `web` is confidential, `spa` and `publicClient` are public. Public flows that need no
 * redirect (device code, password) are let in by `isFallbackPublicClient`.
 */
export function registrationOfApplication(fields: Fields, hasCredentials: boolean): Pick<Identity, 'registration'> {
  const [web, spa, native] = [fields.object('web'), fields.object('spa'), fields.object('publicClient')];
  const of = (platform: Fields | null): readonly string[] => platform?.texts('redirectUris') ?? [];
  const redirects = [...of(web), ...of(spa), ...of(native), ...(fields.texts('replyUrls') ?? [])];
  const isWhole = web !== null || spa !== null || native !== null;
  if (!isWhole && redirects.length === 0) return {};
  const implicit = web?.object('implicitGrantSettings') ?? null;
  const issuesTokens = implicit?.isTrue('enableAccessTokenIssuance') === true;
  const fallback = fields.flag('isFallbackPublicClient');
  const isPublic = of(web).length === 0 && (of(spa).length > 0 || of(native).length > 0) && !hasCredentials;
  const isConfidential = of(spa).length === 0 && of(native).length === 0 && fallback !== true && hasCredentials;
  const applicationType: ApplicationType | null =
    of(web).length > 0 ? 'web' : of(spa).length > 0 ? 'user_agent' : of(native).length > 0 ? 'native' : null;
  const home = web?.plain('homePageUrl') ?? '';
  const info = fields.object('info');
  return {
    registration: registrationOf({
      redirectUris: redirects,
      redirectMatch: 'pattern',
      ...(isWhole && {
        grantTypes: [
          ...(redirects.length > 0 ? ['authorization_code'] : []),
          ...(issuesTokens ? ['implicit'] : []),
          ...(hasCredentials ? ['client_credentials'] : []),
          ...(fallback === true ? ['password', 'urn:ietf:params:oauth:grant-type:device_code'] : []),
        ],
        responseTypes: [
          ...(redirects.length > 0 ? ['code'] : []),
          ...(implicit?.isTrue('enableIdTokenIssuance') === true ? ['id_token'] : []),
          ...(issuesTokens ? ['token'] : []),
        ],
      }),
      ...(isPublic || isConfidential ? { clientType: isPublic ? ('public' as const) : ('confidential' as const) } : {}),
      ...(isPublic && { authMethod: 'none' }),
      ...(applicationType !== null && { applicationType }),
      // Only a page that runs in a browser must send a challenge.
      ...(redirects.length > 0 && isWhole && { pkce: of(spa).length === redirects.length ? 'S256' : 'optional' }),
      clientUri: saidText(home.startsWith('https:') ? home : ''),
      metadataUris: ['logoUrl', 'privacyStatementUrl', 'termsOfServiceUrl'].map((name) => info?.plain(name) ?? ''),
      // An application of Entra is registered by somebody who signed in.
      way: 'administrator',
      server: { registration: 'closed', documents: 'closed' },
    }),
  };
}
