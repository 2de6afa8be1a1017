import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { diffUri } from '#renderer/state/diff.ts';
import { type IdentitySample, useHistory } from '#renderer/state/score-history.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { LinkButton } from '#renderer/ui/button.tsx';
import { exact, stamp } from '#renderer/ui/format.ts';
import { HeadRow } from '#renderer/ui/head-row.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { bandOf } from '#shared/model/score.ts';
import { ScoreLine } from './score-line.tsx';

type Entry = IdentityDetail['history'][number];

interface Row {
  readonly seq: number;
  readonly at: number;
  /** undefined: the record touched others, and this one's score with them. */
  readonly entry: Entry | undefined;
  readonly sample: IdentitySample | undefined;
  readonly before: IdentitySample | undefined;
}

const movedBy = (sample: IdentitySample | undefined, before: IdentitySample | undefined): number =>
  sample?.score == null || before?.score == null ? 0 : sample.score - before.score;

/** Records that touched it, and those that moved its score all the same; the newest first. */
function rowsOf(entries: readonly Entry[], samples: readonly IdentitySample[]): readonly Row[] {
  const rows = new Map<number, Row>();
  for (const entry of entries) {
    const { seq, at } = entry;
    rows.set(seq, { seq, at, entry, sample: undefined, before: samples.findLast((one) => one.seq < seq) });
  }
  for (const [index, sample] of samples.entries()) {
    const { seq, at, changes } = sample;
    const entry = rows.get(seq)?.entry;
    const before = samples[index - 1];
    if (entry === undefined && changes.length === 0 && movedBy(sample, before) === 0) continue;
    rows.set(seq, { seq, at, entry, sample, before });
  }
  return [...rows.values()].sort((one, other) => other.seq - one.seq);
}

/**
 * What became of it, record by record, with the score after each once the journal is replayed. `epoch`: as it is now.
 * When it was done, not how long ago: the journal keeps real time also where the workspace has a clock of its own.
 */
export function History(props: {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly epoch: unknown;
}): ReactNode {
  const { id, entries, epoch } = props;
  const { view, progress, error, cancel, again } = useHistory('history.identity', { id }, epoch);
  const share = progress?.total ? progress.done / progress.total : null;
  const label = 'Replaying the journal for the scores of then';
  return (
    <>
      {view === undefined ? (
        <Waiting label={label} share={share} refusal={error} onCancel={cancel} onAgain={again} />
      ) : (
        <ScoreLine view={view} />
      )}
      <table className="plain-table" aria-label="What became of it">
        <HeadRow titles={['Record', 'At (UTC)', 'Score', 'What changed of it', 'What the record did', 'By']} />
        <tbody>
          {rowsOf(entries, view?.samples ?? []).map((row) => (
            <HistoryRow key={row.seq} row={row} isReplayed={view !== undefined} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function HistoryRow({ row, isReplayed }: { readonly row: Row; readonly isReplayed: boolean }): ReactNode {
  const { seq, at, entry, sample, before } = row;
  const compare = (): void =>
    void runCommand('editor.open', {
      uri: diffUri({ from: { seq: before?.seq ?? Math.max(1, seq - 1) }, to: { seq } }),
      preview: false,
    });
  const did = entry?.object ?? sample?.summary ?? '';
  const changed = sample === undefined || sample.changes.length === 0 ? null : sample.changes.join('. ');
  return (
    <tr>
      <td className="code" title={`Everything that changed with record #${seq}`}>
        <LinkButton onClick={compare}>{`#${seq}`}</LinkButton>
      </td>
      <td className="code nowrap" title={exact(at)}>
        {stamp(at)}
      </td>
      <td className="nowrap">
        <Score sample={sample} moved={movedBy(sample, before)} isReplayed={isReplayed} />
      </td>
      <td className={changed === null ? 'dim' : ''} title={changed ?? ''}>
        {changed ?? (sample === undefined ? unsampled(isReplayed) : 'its score alone')}
      </td>
      <td title={entry?.action ?? ''}>{did}</td>
      <td className="dim">{entry?.human ?? ''}</td>
    </tr>
  );
}

const unsampled = (isReplayed: boolean): string => (isReplayed ? 'not sampled' : '…');

function Score(props: {
  readonly sample: IdentitySample | undefined;
  readonly moved: number;
  readonly isReplayed: boolean;
}): ReactNode {
  const { sample, moved, isReplayed } = props;
  if (sample === undefined) return <span className="dim">{unsampled(isReplayed)}</span>;
  const { score } = sample;
  if (score === null) return <span className="dim">no score</span>;
  return (
    <>
      <BandMark band={bandOf(score)} /> {score}
      {moved === 0 ? '' : ` (${moved > 0 ? '+' : '−'}${Math.abs(moved)})`}
    </>
  );
}
