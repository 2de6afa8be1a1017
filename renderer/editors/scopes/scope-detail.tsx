import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type ScopeHolders, scopeHoldersOf } from '#renderer/state/scopes.ts';
import { IconButton, LinkButton } from '#renderer/ui/button.tsx';
import { instantTitle, lastUsedWords, number, plural } from '#renderer/ui/format.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import type { ScopeRow } from '#shared/contract/scopes.ts';
import { tierWords, usedTitle } from './sentences.ts';

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

interface ScopeDetailProps {
  /** The row with the focus, where it is loaded. */
  readonly row: ScopeRow | undefined;
  readonly now: number;
  readonly days: number;
  onClose(): void;
}

/** What is known of one scope, and who holds it. */
export function ScopeDetail({ row, now, days, onClose }: ScopeDetailProps): ReactNode {
  const [found, setFound] = useState<ScopeHolders | null>(null);
  useEffect(() => {
    let current = true;
    setFound(null);
    if (row !== undefined) void scopeHoldersOf(row).then((answer) => current && setFound(answer));
    return () => {
      current = false;
    };
  }, [row]);
  return (
    <aside className="scopes-detail" aria-label="Scope">
      <header>
        <h3 className="code">{row?.scope ?? 'No scope'}</h3>
        <IconButton icon="close" label="Close" size={14} onClick={onClose} />
      </header>
      {row === undefined ? (
        <p className="dim">Move to a row to see who holds the scope.</p>
      ) : (
        <>
          <p>{tierWords[row.tier]}.</p>
          <p className="dim">{`${sentence(row.source)}.`}</p>
          <p className="dim">{`${usedTitle(row, days)}.`}</p>
          <h4>{plural(row.holders, 'holder')}</h4>
          <ul>
            {(found?.holders ?? []).map((holder) => (
              <li key={holder.id}>
                <LinkButton
                  className="icon-cell"
                  onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${holder.id}` })}
                >
                  <KindIcon kind={holder.kind} size={14} />
                  {holder.name}
                </LinkButton>
                <span className="dim nowrap" title={instantTitle(holder.lastUsedAt)}>
                  {lastUsedWords(holder.lastUsedAt, now)}
                </span>
              </li>
            ))}
          </ul>
          {found !== null && found.total > found.holders.length && (
            <p className="dim">{`${number(found.total - found.holders.length)} more`}</p>
          )}
        </>
      )}
    </aside>
  );
}
