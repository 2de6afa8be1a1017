import { type ReactNode, useState } from 'react';
import { deedWords, stopPicking, usePicking } from '#renderer/state/moment.ts';
import { exact, number, stamp } from '#renderer/ui/format.ts';
import type { JournalRow } from '#shared/contract/moments.ts';
import { momentForms, readMoment } from '#shared/lib/moment-text.ts';
import { fuzzyMatch } from './fuzzy.ts';
import { QuickPick, type QuickPickItem } from './quick-pick.tsx';

/** The box in which a command asks for a moment: a record of the last ones, or what is typed. */
export function MomentPick(): ReactNode {
  const [text, setText] = useState('');
  const { picking } = usePicking();
  if (picking === null) return null;
  const { title, recent, onPick } = picking;
  const close = (): void => {
    setText('');
    stopPicking();
  };
  const typed = readMoment(text.trim());
  const items = (rows: readonly JournalRow[]): readonly QuickPickItem[] =>
    rows.flatMap((row) => {
      const label = `#${row.seq} ${deedWords(row)}`;
      const match = typed === null ? fuzzyMatch(label, text.trim()) : null;
      if (match === null && text.trim() !== '') return [];
      return {
        id: `record ${row.seq}`,
        icon: 'git-commit',
        label,
        hits: match?.hits ?? [],
        detail: `${stamp(row.at)}, ${row.human}`,
        onChoose: () => onPick({ seq: row.seq }),
      };
    });
  const named: readonly QuickPickItem[] =
    typed === null
      ? []
      : [
          {
            id: 'typed',
            icon: 'history',
            label: 'seq' in typed ? `Record #${typed.seq}` : exact(typed.at),
            detail: 'seq' in typed ? `of ${number(recent.records)}` : 'what was written until then',
            onChoose: () => onPick(typed),
          },
        ];
  return (
    <QuickPick
      open
      label={title}
      placeholder={`${title}: choose a record, or type a date (2026-03-14) or a number (#12)`}
      text={text}
      groups={[
        { heading: 'What was typed', items: named },
        { heading: 'Imports and other changes of the inventory', items: items(recent.changes) },
        { heading: 'Other records', items: items(recent.others) },
      ]}
      awaits={false}
      empty={`No record of this name. ${momentForms}`}
      onText={setText}
      onClose={close}
    />
  );
}
