// Moments of the journal and what lies between them, in the order of the palette.
import { diffCancel } from './diff-cancel.ts';
import { diffExport } from './diff-export.ts';
import { diffLastImport } from './diff-last-import.ts';
import { diffPick } from './diff-pick.ts';
import { diffSelect } from './diff-select.ts';
import { diffSwap } from './diff-swap.ts';
import { diffWithNow } from './diff-with-now.ts';
import { diffWithSelected } from './diff-with-selected.ts';
import { momentCancel } from './moment-cancel.ts';
import { momentLeave } from './moment-leave.ts';
import { momentOpen } from './moment-open.ts';

export const moments = [
  momentOpen,
  momentLeave,
  momentCancel,
  diffPick,
  diffLastImport,
  diffWithNow,
  diffSelect,
  diffWithSelected,
  diffSwap,
  diffExport,
  diffCancel,
] as const;
