import type { ReactNode } from 'react';
import './page.css';
import { HeadRow } from './head-row.tsx';

/** Head of a page: the sentence that it proves, what to know about it, and what can be done. */
export function PageHead(props: { title: ReactNode; text?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="page-head">
      <div className="grow">
        <h2 className="two-lines" title={typeof props.title === 'string' ? props.title : undefined}>
          {props.title}
        </h2>
        {props.text === undefined ? null : <p className="dim">{props.text}</p>}
      </div>
      {props.actions === undefined ? null : <div className="page-actions">{props.actions}</div>}
    </header>
  );
}

/** A page and, on its right, what is known of the one thing chosen in it; `label` names that part. */
export function Split(props: { children: ReactNode; detail: ReactNode; label: string; width?: number }) {
  const { children, detail, label, width = 300 } = props;
  return (
    <div className="split">
      <div className="split-main">{children}</div>
      {detail === null ? null : (
        <aside className="split-detail" aria-label={label} style={{ width }}>
          {detail}
        </aside>
      )}
    </div>
  );
}

/** Names and values, one pair a line. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="page-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A short table; cells of the same row stand in the order of `head`. */
export function Table(props: {
  label: string;
  head: readonly string[];
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}) {
  return (
    <table className="page-table" aria-label={props.label}>
      <HeadRow titles={props.head} />
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, at) => (
              <td key={props.head[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Scopes one beside the other, as many lines as they need. */
export function Words({ words, none }: { words: readonly string[]; none: string }) {
  if (words.length === 0) return <span className="dim">{none}</span>;
  return (
    <span className="page-words">
      {words.map((word) => (
        <code key={word}>{word}</code>
      ))}
    </span>
  );
}
