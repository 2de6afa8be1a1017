import type { Brand } from '#shared/lib/brand.ts';

/** `idn_` and 16 base32 characters of SHA-256(tenant, namespace, external id): the same object has the same id everywhere. */
export type IdentityId = Brand<string, 'IdentityId'>;
/** `ten_` and 12 base32 characters of SHA-256(vendor, the id or name that the file carries). */
export type TenantId = Brand<string, 'TenantId'>;
