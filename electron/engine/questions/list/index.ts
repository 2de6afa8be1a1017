import type { Question } from '#engine/questions/check.ts';
import { machineTokens } from './q1-machine-tokens.ts';
import { onBehalf } from './q2-on-behalf.ts';
import { seeAndRevoke } from './q3-see-and-revoke.ts';
import { leastPrivilege } from './q4-least-privilege.ts';
import { audit } from './q5-audit.ts';

/** The five questions of the product, in their order. */
export const questionList: readonly Question[] = [machineTokens, onBehalf, seeAndRevoke, leastPrivilege, audit];
