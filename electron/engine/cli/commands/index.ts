import { auditExport } from './audit-export.ts';
import { auditList } from './audit-list.ts';
import { auditVerify } from './audit-verify.ts';
import { demo } from './demo.ts';
import { findings } from './findings.ts';
import { importFiles } from './import.ts';
import { init } from './init.ts';
import { inventory } from './inventory.ts';
import { lifetimes } from './lifetimes.ts';
import { score } from './score.ts';
import { show } from './show.ts';

/** Every verb, in the order of the help. */
export const commands = [
  init,
  importFiles,
  inventory,
  show,
  score,
  lifetimes,
  findings,
  auditList,
  auditVerify,
  auditExport,
  demo,
] as const;
