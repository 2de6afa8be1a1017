import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { Compared, Sides } from '#renderer/state/diff.ts';
import { momentWords } from '#renderer/state/moment.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { type Field, fieldsOf } from './fields.ts';

type Row = Compared['rows'][number];

interface SidesProps {
  /** The row with the focus. */
  readonly row: Row | undefined;
  readonly sides: Sides | null;
  readonly compared: Compared | undefined;
}

/** One identity before and after, field beside field, what differs first. */
export function SideBySide({ row, sides, compared }: SidesProps): ReactNode {
  if (row === undefined || compared === undefined)
    return <p className="dim diff-hint">Move to a row to see the identity before and after.</p>;
  return (
    <>
      <h3>
        <KindIcon kind={row.kind} />
        <LinkButton
          className="ellipsis"
          onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}`, preview: false })}
        >
          {row.name}
        </LinkButton>
      </h3>
      {sides === null ? null : (
        <table className="diff-fields" aria-label={`${row.name}, before and after`}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">{momentWords(compared.from)}</th>
              <th scope="col">{momentWords(compared.to)}</th>
            </tr>
          </thead>
          <tbody>
            {fieldsOf(sides.before, sides.after).map((field) => (
              <tr key={field.name} className={field.same ? 'same' : ''}>
                <th scope="row">{field.name}</th>
                <Cell texts={field.before} others={field.after} mark="−" gone={sides.before === null} />
                <Cell texts={field.after} others={field.before} mark="+" gone={sides.after === null} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Kept entries of a long list are counted, those that differ are named. */
const mostKept = 6;

function Cell(props: { texts: Field['before']; others: Field['before']; mark: '+' | '−'; gone: boolean }): ReactNode {
  const { texts, others, mark, gone } = props;
  if (gone) return <td className="dim">not there</td>;
  if (texts.length === 0) return <td className="dim">none</td>;
  const changed = texts.filter((text) => !others.includes(text));
  const kept = texts.filter((text) => others.includes(text));
  return (
    <td>
      {changed.map((text) => (
        <div key={text} className={classNames('diff-value', mark === '+' ? 'added' : 'removed')}>
          <span aria-label={mark === '+' ? 'new' : 'gone'}>{mark}</span> {text}
        </div>
      ))}
      {kept.slice(0, mostKept).map((text) => (
        <div key={text} className="diff-value">
          {text}
        </div>
      ))}
      {kept.length > mostKept ? <div className="dim">{`${kept.length - mostKept} more on both sides`}</div> : null}
    </td>
  );
}
