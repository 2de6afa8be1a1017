import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { standOnProblem, useProblems } from '#renderer/state/problems.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Icon } from '#renderer/ui/icon.tsx';

type Problem = ViewOf<'problems.list'>['rows'][number];
type Finding = ViewOf<'findings.list'>['rows'][number];
const rowHeight = 22;
const windowSize = 100;

const problemIcons = {
  error: ['error', 'error-text'],
  warning: ['warning', 'warning-text'],
  info: ['info', 'severity-info'],
} as const;
const findingIcons = {
  critical: problemIcons.error,
  high: problemIcons.error,
  medium: problemIcons.warning,
  low: problemIcons.info,
} as const;

function ProblemRow({ problem }: { problem: Problem }) {
  const [icon, colour] = problemIcons[problem.severity];
  const place = [problem.file, problem.record, problem.field].filter((part) => part !== null && part !== '').join(', ');
  return (
    <>
      <Icon name={icon} className={colour} label={problem.severity} />
      <span className="ellipsis" title={problem.message}>
        {problem.message}
      </span>
      <span className="dim small ellipsis">{place}</span>
    </>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const [icon, colour] = findingIcons[finding.severity];
  return (
    <>
      <Icon name={icon} className={colour} label={finding.severity} />
      <span className="ellipsis" title={finding.title}>
        {finding.title}
      </span>
      <span className="dim small ellipsis">
        {finding.rule}, {finding.name}, {finding.tenant}
      </span>
    </>
  );
}

/** What imports complained about, then the findings, the most severe first: one list, of which only what is in sight is fetched. */
export function ProblemList() {
  const open = useSession((session) => session.status?.workspace != null);
  const [first, setFirst] = useState(0);
  const [current, setCurrent] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const { text, findings: withFindings, imports } = useProblems();
  const problems = useWatch('problems.list', open ? { text, first, count: windowSize } : null);
  const problemTotal = imports ? (problems.view?.total ?? 0) : 0;
  const findingFirst = Math.max(0, first - problemTotal);
  const ready = open && problems.view !== undefined;
  const findings = useWatch('findings.list', ready ? { text, first: findingFirst, count: windowSize } : null);
  const findingTotal = withFindings ? (findings.view?.matched ?? 0) : 0;
  const total = problemTotal + findingTotal;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    onChange: ({ range }) => {
      const start = Math.max(0, Math.floor(((range?.startIndex ?? 0) - 20) / 50) * 50);
      if (start !== first) setFirst(start);
    },
  });

  if (findings.error !== undefined && text !== '') {
    return <p className="panel-note error-text">{`${findings.error.message} ${findings.error.hint}`}</p>;
  }
  if (ready && findings.view !== undefined && total === 0 && (text !== '' || !withFindings || !imports)) {
    return <EmptyState title="Nothing matches the filter" />;
  }
  if (ready && findings.view !== undefined && total === 0) {
    return <EmptyState title="No problems" text="Imports were clean, and no rule has anything to say." />;
  }
  if (!open) {
    return (
      <EmptyState
        title="No workspace is open."
        actions={<Button onClick={() => void runCommand('workspace.open')}>Open Workspace…</Button>}
      />
    );
  }
  const at = (index: number): { problem?: Problem; finding?: Finding } => {
    if (index < problemTotal) {
      const problem = problems.view?.rows[index - problems.view.first];
      return problem === undefined ? {} : { problem };
    }
    const finding = findings.view?.rows[index - problemTotal - findings.view.first];
    return finding === undefined ? {} : { finding };
  };
  const choose = (index: number): void => {
    const { finding } = at(index);
    if (finding !== undefined) void runCommand('editor.open', { uri: `nhi:/identity/${finding.identity}` });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.floor((scroller.current?.clientHeight ?? 200) / rowHeight);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: total - 1,
    };
    const next = steps[event.key];
    if (event.key === 'Enter') choose(current);
    else if (next === undefined) return;
    else {
      const target = Math.min(total - 1, Math.max(0, next));
      setCurrent(target);
      rows.scrollToIndex(target);
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${target}"]`)?.focus());
    }
    event.preventDefault();
  };
  return (
    <div className="panel-scroll" ref={scroller}>
      <div
        role="listbox"
        aria-label="Problems and findings"
        style={{ height: rows.getTotalSize(), position: 'relative' }}
      >
        {rows.getVirtualItems().map((item) => {
          const { problem, finding } = at(item.index);
          const text = problem?.message ?? finding?.title ?? '';
          return (
            <div
              key={item.key}
              role="option"
              aria-selected={item.index === current}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              tabIndex={item.index === current ? 0 : -1}
              data-row={item.index}
              className="panel-row"
              title={text}
              style={{ top: item.start }}
              onKeyDown={onKeyDown}
              onFocus={() => standOnProblem(finding ?? null)}
              onClick={(event) => {
                setCurrent(item.index);
                // Nothing inside of an option may be a control of its own.
                if (finding !== undefined && event.target instanceof Element && event.target.closest('[data-fixes]'))
                  void runCommand('fix.show', { identity: finding.identity, rule: finding.rule });
              }}
              onDoubleClick={() => choose(item.index)}
            >
              {problem === undefined ? null : <ProblemRow problem={problem} />}
              {finding === undefined ? null : <FindingRow finding={finding} />}
              {finding !== undefined && item.index === current && (
                <span className="icon-button" title="Show Fixes (Ctrl+.)" data-fixes>
                  <Icon name="lightbulb" size={14} className="bulb" />
                </span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
