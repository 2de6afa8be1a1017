import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { useDetailPart } from '#renderer/state/detail-part.ts';
import { asLines, findingLines, type Line, lineText, noFindingsFilter, useFindings } from '#renderer/state/findings.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number } from '#renderer/ui/format.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import type { RowTree } from '#renderer/ui/grid/grid-row.tsx';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { useWidth } from '#renderer/ui/use-width.ts';
import type { FindingGroup } from '#shared/contract/findings.ts';
import { columnsFor } from './columns.tsx';
import { detailWidth, FindingPart } from './detail.tsx';
import { FindingsHead } from './head.tsx';
import { lineMenu } from './line-menu.ts';
import './findings.css';

/** What the rules flag, most severe first, one rule or all of them, in groups or not. */
export default function FindingsEditor({ uri }: EditorProps): ReactNode {
  const { rules, severities, text, by, folded, selection, choose, fold, focused } = useFindings();
  const { visible, show } = useDetailPart();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 1100);
  const { range, onWindow } = useWindow();
  useEffect(() => {
    const rule = parseUri(uri)?.search.get('rule');
    if (rule !== null && rule !== undefined) useFindings.getState().change({ rules: [rule] });
  }, [uri]);
  const filter = useMemo(() => ({ rules: [...rules], severities: [...severities], text }), [rules, severities, text]);
  // In groups the list only says how many there are.
  const list = useWatch('findings.list', { ...filter, ...(by === null ? range : { first: 0, count: 0 }) });
  const tree = useWatch(
    'findings.tree',
    by === null ? null : { ...filter, ...range, by, folded: { all: folded.all, except: [...folded.except] } },
  );
  const { view } = list;
  const lines = useMemo(
    () => (by === null ? asLines(view?.rows ?? []) : (tree.view?.rows ?? [])),
    [by, view, tree.view],
  );
  const floating = width < roomForDetail;
  const columns = useMemo(
    () => columnsFor(visible && !floating ? width - detailWidth : width),
    [visible, floating, width],
  );
  const groups = useMemo<RowTree<Line>>(
    () => ({
      isOpen: (line) => (line.is === 'group' ? line.open : null),
      fold: (line, open) => line.is === 'group' && fold(line.key, open),
      head: (line) => line.is === 'group' && <GroupHead group={line} />,
    }),
    [fold],
  );
  const open = (line: Line): void => {
    if (line.is === 'group') fold(line.key, !line.open);
    else void runCommand('editor.open', { uri: `nhi:/identity/${line.identity}` });
  };
  const focusedLine = lines.find((line) => lineText(line) === selection.focusId);
  return (
    <div className="findings" ref={frame}>
      <div className="findings-main">
        <FindingsHead view={view} />
        <Grid
          label="Findings"
          isMain
          columns={columns}
          total={(by === null ? view?.matched : tree.view?.length) ?? 0}
          first={(by === null ? view?.first : tree.view?.first) ?? 0}
          rows={lines}
          rowHeight={22}
          idOf={lineText}
          sort={null}
          selection={selection}
          onSelect={choose}
          loadRows={findingLines}
          onWindow={onWindow}
          onPreview={() => show(!visible)}
          onOpen={open}
          bulb={{
            has: (line) => line.is === 'finding',
            show: (line) =>
              line.is === 'finding' && void runCommand('fix.show', { identity: line.identity, rule: line.rule }),
          }}
          {...(by === null ? {} : { tree: groups })}
          menu={() => (focusedLine?.is === 'finding' ? lineMenu(focusedLine) : [])}
          onCopy={(tsv) => void runCommand('clipboard.write', { text: tsv })}
          empty={view === undefined ? null : <NoFinding isNarrowed={view.total > 0} />}
        />
      </div>
      {visible && <FindingPart finding={focused} floating={floating} onClose={() => show(false)} />}
    </div>
  );
}

function NoFinding({ isNarrowed }: { readonly isNarrowed: boolean }): ReactNode {
  const identities = useSession((session) => session.status?.counts.identities ?? 0);
  if (isNarrowed) {
    return (
      <EmptyState
        icon="pass"
        title="No finding matches the filters"
        actions={<Button onClick={() => useFindings.getState().change(noFindingsFilter)}>Clear Filters</Button>}
      />
    );
  }
  if (identities > 0) return <EmptyState icon="pass" title="No rule flags anything here" />;
  return (
    <EmptyState
      icon="warning"
      title="No identities yet, so no findings"
      text="Import a vendor’s export to see which rules flag whom, and what helps."
      actions={<CommandButton id="import.choose" primary />}
    />
  );
}

/** px: in a narrower editor the detail part lies over the grid. */
const roomForDetail = 1000;

function GroupHead({ group }: { readonly group: FindingGroup }): ReactNode {
  const { label, severity, count } = group;
  return (
    <>
      <BandMark band={severity} label={severity} />
      <b className="ellipsis">{label}</b>
      <span className="dim">{number(count)}</span>
    </>
  );
}
