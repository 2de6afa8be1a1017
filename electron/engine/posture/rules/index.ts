import type { Rule } from '#engine/posture/rule.ts';
import { orphan } from './nhi1a-orphan.ts';
import { dormant } from './nhi1b-dormant.ts';
import { retiredAlive } from './nhi1c-retired.ts';
import { leaked } from './nhi2a-leaked.ts';
import { unbound } from './nhi4c-unbound.ts';
import { sweeping } from './nhi5a-sweeping.ts';
import { unusedPrivilege } from './nhi5b-unused-privilege.ts';
import { mints } from './nhi5c-mints.ts';
import { amplifies } from './nhi5d-amplifies.ts';
import { staticWorkload } from './nhi6a-static-workload.ts';
import { noExpiry } from './nhi7a-no-expiry.ts';
import { rotationOverdue } from './nhi7b-rotation-overdue.ts';
import { outlivesPolicy } from './nhi7c-outlives-policy.ts';
import { crossEnvironment } from './nhi8a-cross-environment.ts';
import { sharedKey } from './nhi9c-shared-key.ts';

/** Every rule, in the order of lists. */
export const rules: readonly Rule[] = [
  orphan,
  dormant,
  retiredAlive,
  leaked,
  unbound,
  sweeping,
  unusedPrivilege,
  mints,
  amplifies,
  staticWorkload,
  noExpiry,
  rotationOverdue,
  outlivesPolicy,
  crossEnvironment,
  sharedKey,
];
