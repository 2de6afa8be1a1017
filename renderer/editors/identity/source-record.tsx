import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useSourceRecord } from '#renderer/state/identity.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

type Sources = IdentityDetail['identity']['sources'];

/** The record as the file had it, secrets stripped. */
export function SourceRecord({ id, sources }: { readonly id: string; readonly sources: Sources }): ReactNode {
  const [chosen, setChosen] = useState(0);
  const record = useSourceRecord(id, chosen);
  return (
    <>
      <ul className="source-list">
        {sources.map((source, index) => (
          <li key={`${source.digest} ${source.record}`}>
            <button
              type="button"
              className="link-button"
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
            >
              {source.file}
            </button>
            <span className="code dim">{source.record}</span>
            <span className="dim">{`${source.importer}, sha256:${source.digest.slice(0, 12)}…`}</span>
          </li>
        ))}
      </ul>
      {record.message !== '' && <p className="dim">{record.message}</p>}
      {record.json !== '' && (
        <>
          <button
            type="button"
            className="link-button"
            onClick={() => void runCommand('clipboard.write', { text: record.json })}
          >
            Copy record
          </button>
          <pre className="code record selectable" tabIndex={0}>
            {highlight(record.json)}
          </pre>
        </>
      )}
    </>
  );
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;
/** Beyond this many characters the record is shown plain: colouring would cost more than it helps. */
const longestColoured = 60_000;

function highlight(json: string): ReactNode {
  if (json.length > longestColoured) return json;
  const pieces: ReactNode[] = [];
  let last = 0;
  for (const match of json.matchAll(token)) {
    pieces.push(json.slice(last, match.index));
    const [whole, text, colon] = match;
    const kind =
      text === undefined ? (/[a-z]/.test(whole) ? 'keyword' : 'number') : colon === undefined ? 'string' : 'property';
    pieces.push(
      <span key={match.index} className={`token-${kind}`}>
        {whole}
      </span>,
    );
    last = match.index + whole.length;
  }
  pieces.push(json.slice(last));
  return pieces;
}
