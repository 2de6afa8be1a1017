import { type ReactNode, useMemo } from 'react';
import { classNames } from '#renderer/ui/class-names.ts';
import type { Json } from '#shared/model/json.ts';
import { jsonDiff, type Line, type Run } from './json-diff.ts';

interface DiffProps {
  readonly before: Json;
  readonly after: Json;
  readonly beforeTitle: string;
  readonly afterTitle: string;
  /** There is no room for two sides: what goes stands above what comes. */
  readonly inline: boolean;
}

/** Before and after, line by line. */
export function DiffView({ before, after, beforeTitle, afterTitle, inline }: DiffProps): ReactNode {
  const pairs = useMemo(() => jsonDiff(before, after), [before, after]);
  if (inline) {
    const lines = pairs.flatMap(({ left, right }) => (left?.kind === 'same' ? [left] : [left, right]));
    return (
      <div className="diff inline">
        <Side title={`${beforeTitle}; ${afterTitle}`} lines={lines.filter((line) => line !== null)} />
      </div>
    );
  }
  return (
    <div className="diff">
      <Side title={beforeTitle} lines={pairs.map(({ left }) => left)} empty="It is not there." />
      <Side title={afterTitle} lines={pairs.map(({ right }) => right)} empty="It is gone." />
    </div>
  );
}

const marks = { same: ' ', removed: '−', added: '+' } as const;

function Side(props: { title: string; lines: readonly (Line | null)[]; empty?: string }): ReactNode {
  const { title, lines, empty } = props;
  const isEmpty = lines.every((line) => line === null);
  return (
    <section className="diff-side" aria-label={title}>
      <h3 className="ellipsis" title={title}>
        {title}
      </h3>
      <div className="diff-lines" tabIndex={0} role="group" aria-label={`Lines: ${title}`}>
        {lines.map((line, at) =>
          line === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <div key={at} className="diff-gap" aria-hidden />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <div key={at} className={classNames('diff-line', line.kind)}>
              <span className="diff-number">{line.number}</span>
              <span className="diff-mark" aria-label={line.kind === 'same' ? undefined : line.kind}>
                {marks[line.kind]}
              </span>
              <code>
                <Runs runs={line.runs} />
              </code>
            </div>
          ),
        )}
        {isEmpty && empty !== undefined && <p className="diff-none dim">{empty}</p>}
      </div>
    </section>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }): ReactNode {
  return runs.map(({ text, changed }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: runs of one line have no other identity
    changed ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}
