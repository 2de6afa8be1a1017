import { z } from 'zod';
import { rulePacks } from '#shared/model/finding.ts';
import { watch, write } from './define.ts';
import { count } from './values.ts';

const pack = z.enum(rulePacks);

export const packs = {
  /** Every pack that has rules, and whether the workspace runs it. */
  view: watch(z.object({}), z.object({ packs: z.array(z.object({ id: pack, on: z.boolean(), rules: count })) })),
  /** Those that run from now on; all others do not. `before`: what ran until now. `seq` is 0 where nothing changes. */
  choose: write(z.object({ on: z.array(pack).max(rulePacks.length) }), z.object({ seq: count, before: z.array(pack) })),
};
