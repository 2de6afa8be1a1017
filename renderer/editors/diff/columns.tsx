import type { Compared } from '#renderer/state/diff.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { type Difference, differenceWords } from '#shared/contract/moments.ts';

type Row = Compared['rows'][number];

export const differenceIcons: Readonly<Record<Difference, string>> = {
  added: 'diff-added',
  removed: 'diff-removed',
  escalated: 'arrow-up',
  narrowed: 'arrow-down',
  rotated: 'sync',
  owner: 'person',
  quiet: 'bell-slash',
};

export const differenceHints: Readonly<Record<Difference, string>> = {
  added: 'there now, not before',
  removed: 'no source lists it any more',
  escalated: 'can do more than before, or is alive again',
  narrowed: 'can do less than before, or was switched off',
  rotated: 'its oldest secret is younger, or gone',
  owner: 'somebody else answers for it',
  quiet: 'was in use, and is no more',
};

const scores = ({ scoreBefore, score }: Row): string =>
  scoreBefore === score || scoreBefore === null || score === null
    ? String(score ?? scoreBefore ?? '–')
    : `${scoreBefore} → ${score}`;

const columns: readonly Column<Row>[] = [
  {
    id: 'what',
    title: 'What',
    width: 122,
    cell: ({ what }) => (
      <span className={`icon-cell difference ${what}`} title={differenceHints[what]}>
        <Icon name={differenceIcons[what]} size={14} />
        {differenceWords[what]}
      </span>
    ),
    text: ({ what }) => differenceWords[what],
  },
  {
    id: 'score',
    title: 'Score',
    width: 72,
    align: 'end',
    hint: 'Before → after; what is gone with its last',
    cell: scores,
    text: scores,
  },
  {
    id: 'name',
    title: 'Name',
    width: 130,
    minimum: 100,
    grow: 2,
    cell: ({ kind, name }) => (
      <span className="icon-cell" title={name}>
        <KindIcon kind={kind} />
        <span className="ellipsis">{name}</span>
      </span>
    ),
    text: ({ name }) => name,
  },
  { id: 'tenant', title: 'Tenant', width: 100, grow: 1, cell: ({ tenant }) => tenant, text: ({ tenant }) => tenant },
  {
    id: 'evidence',
    title: 'Evidence, before → after',
    width: 190,
    minimum: 120,
    grow: 4,
    cell: ({ evidence }) => <span title={evidence.join('\n')}>{evidence.join('; ')}</span>,
    text: ({ evidence }) => evidence.join('; '),
  },
];

/** Under this width in px the tenant makes room for the evidence. */
const wide = 640;

export const columnsFor = (width: number): readonly Column<Row>[] =>
  width < wide ? columns.filter(({ id }) => id !== 'tenant') : columns;
