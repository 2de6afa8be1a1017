import type { HostCallRequest } from '#shared/contract/host.ts';

/** The page names one of these; it can never name an address. */
export const externalPages: Readonly<Record<HostCallRequest<'host.openExternal'>['page'], string>> = {
  owasp_nhi: 'https://owasp.org/www-project-non-human-identities-top-10/',
};
