// Lists come in pages with a token; a token that comes back would lead round for ever.
import { TenantFailure } from '#engine/system/tenant-web.ts';

/** Most of what one page may hold, everywhere in this API. */
export const perPage = 60;

/** Where to go on; null: that was the last page. */
export function onwards(token: string, next: string | null | undefined): string | null {
  if (next === undefined || next === null || next === '') return null;
  if (next === token) throw new TenantFailure('reset', 'the backend’s pages lead back to themselves', { sent: true });
  return next;
}
