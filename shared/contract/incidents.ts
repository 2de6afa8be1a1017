import { z } from 'zod';
import { watch, write } from './define.ts';
import { count, identityId, instant } from './values.ts';

const vendor = z.string().trim().min(1).max(200);
const incident = z.object({ vendor, reason: z.string().trim().min(1).max(500), at: instant });

/** Vendors with an incident: the workspace's own list. */
export const incidents = {
  list: watch(
    z.object({}),
    z.object({
      rows: z.array(
        incident.extend({
          by: z.string(),
          enteredAt: instant,
          /** Identities that it published. */
          published: count,
          /** Those of them that can still get in: what a plan would revoke. */
          live: z.array(identityId),
        }),
      ),
      /** Publishers that sources name, those of most identities first. */
      publishers: z.array(z.object({ name: z.string(), identities: count })),
    }),
  ),
  /** Takes the place of what was known of the same vendor; `before` is what that was. */
  add: write(
    z.object({
      incidents: z
        .array(incident.extend({ at: instant.nullable().default(null) }))
        .min(1)
        .max(500),
    }),
    z.object({ seq: count, before: z.array(incident) }),
  ),
  /** `before`: what was known of them. */
  remove: write(
    z.object({ vendors: z.array(vendor).min(1).max(500) }),
    z.object({ seq: count, before: z.array(incident) }),
  ),
};
