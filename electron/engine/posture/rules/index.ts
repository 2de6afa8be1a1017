import { orphan } from './nhi1a-orphan.ts';
import { dormant } from './nhi1b-dormant.ts';
import { sweeping } from './nhi5a-sweeping.ts';
import { unusedPrivilege } from './nhi5b-unused-privilege.ts';
import { noExpiry } from './nhi7a-no-expiry.ts';
import { rotationOverdue } from './nhi7b-rotation-overdue.ts';
import { outlivesPolicy } from './nhi7c-outlives-policy.ts';

/** Every rule, in the order of lists. */
export const rules = [orphan, dormant, sweeping, unusedPrivilege, noExpiry, rotationOverdue, outlivesPolicy] as const;
