import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { partyWords, probeWords, stepIcons, stepWords } from '#renderer/state/plan-words.ts';
import { changePlanPage, usePlanPage } from '#renderer/state/plans.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { exact } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { durationWords } from '#shared/lib/duration.ts';
import { ProbeClock } from './probe-clock.tsx';
import { type StepRow, type TreeRow, treeRows } from './step-rows.ts';

interface TreeProps {
  readonly plan: string;
  readonly steps: readonly StepRow[];
  readonly now: number;
}

const rowHeight = 22;

/** Steps in the order in which they run, each with what its probes proved. Only what is visible is drawn. */
export function StepTree({ plan, steps, now }: TreeProps): ReactNode {
  const { step: chosen, folded } = usePlanPage(plan);
  const rows = useMemo(() => treeRows(steps, folded), [steps, folded]);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const own = useId();
  const ticking = useTicking(now);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const selected = chosen ?? steps[0]?.id ?? null;
  const focus = Math.max(
    0,
    rows.findIndex(({ key }) => key === (focusKey ?? selected)),
  );
  const running = steps.findIndex(({ state }) => state === 'running');
  useEffect(() => {
    if (running < 0) return;
    const at = rows.findIndex((row) => row.is === 'step' && row.number === running + 1);
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [running, rows, virtualizer]);

  const go = (index: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined) return;
    setFocusKey(row.key);
    changePlanPage(plan, { step: row.step.id });
    virtualizer.scrollToIndex(rows.indexOf(row), { align: 'auto' });
  };
  const fold = (id: string, isFolded: boolean): void => {
    const next = new Set(folded);
    if (isFolded) next.add(id);
    else next.delete(id);
    changePlanPage(plan, { folded: next });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const row = rows[focus];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 220) / rowHeight) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: focus + 1,
      ArrowUp: focus - 1,
      PageDown: focus + page,
      PageUp: focus - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = to[event.key];
    if (target !== undefined) go(target);
    else if (row === undefined) return;
    else if (event.key === 'ArrowLeft') {
      if (row.is === 'probe') go(rows.findIndex(({ key }) => key === row.step.id));
      else fold(row.step.id, true);
    } else if (event.key === 'ArrowRight') fold(row.step.id, false);
    else if (event.key === 'Enter') void runCommand('editor.open', { uri: `nhi:/identity/${row.step.identity}` });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const items = virtualizer.getVirtualItems();
  return (
    <div
      className="step-tree"
      role="tree"
      aria-label="Steps in the order in which they run"
      tabIndex={0}
      data-autofocus
      ref={scroller}
      onKeyDown={onKeyDown}
      aria-activedescendant={items.some(({ index }) => index === focus) ? `${own}-${focus}` : undefined}
    >
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }} role="presentation">
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const isSelected = row.is === 'step' ? row.step.id === selected : row.key === focusKey;
          return (
            <div
              key={row.key}
              id={`${own}-${index}`}
              role="treeitem"
              aria-level={row.is === 'step' ? 1 : 2}
              aria-selected={isSelected}
              {...(row.is === 'step' && row.step.probes.length > 0 ? { 'aria-expanded': row.open } : {})}
              className={classNames('step-row', row.is, isSelected && 'selected', index === focus && 'focus')}
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              onMouseDown={(event) => event.button === 0 && go(index)}
            >
              {row.is === 'step' ? (
                <StepCells plan={plan} row={row} onFold={() => fold(row.step.id, row.open)} />
              ) : (
                <ProbeCells row={row} now={ticking} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

type StepTreeRow = Extract<TreeRow, { is: 'step' }>;
type ProbeRow = Extract<TreeRow, { is: 'probe' }>;

function StepCells(props: { plan: string; row: StepTreeRow; onFold: () => void }): ReactNode {
  const { plan, row, onFold } = props;
  const { step, number, open } = row;
  const { icon, tone } = stepIcons[step.state];
  return (
    <>
      <span className="step-twist" aria-hidden onMouseDown={(event) => event.stopPropagation()} onClick={onFold}>
        {step.probes.length > 0 && <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />}
      </span>
      <Icon name={icon} size={14} className={tone} label={stepWords[step.state]} />
      <span className="step-number">{number}</span>
      <span className="ellipsis grow" title={step.message === '' ? step.title : `${step.title}: ${step.message}`}>
        {step.title}
      </span>
      {step.hasSecret && (
        <IconButton
          icon="key"
          size={14}
          label="Copy the new secret, for 30 s"
          tabIndex={-1}
          onMouseDown={(event) => event.stopPropagation()}
          onClick={() => void runCommand('plan.copy-secret', { plan, step: step.id })}
        />
      )}
      {step.effect.undo === 'none' && (
        <span className="no-undo warning-text">
          <Icon name="lock" size={12} />
          no undo
        </span>
      )}
      <span className="step-took dim">{tookWords(step)}</span>
    </>
  );
}

const span = (ms: number): string => (ms < 1000 ? `${(ms / 1000).toFixed(1)} s` : durationWords(ms / 1000));

/** How long after the change this party was found to refuse, or how long it goes on. */
function stopwatchWords({ verdict, after, until }: ProbeRow['probe'], now: number): string {
  if (verdict === 'not_run') return 'not run';
  if (verdict === 'dead') return `dead after ${span(after)}`;
  return until === null ? 'alive' : `valid ${durationWords(Math.max(0, Math.round((until - now) / 1000)))}`;
}

function tookWords({ state, took, waitsFor }: StepRow): string {
  if (took !== null) return span(took);
  if (state === 'running') return 'now';
  return waitsFor.length > 0 ? 'then' : '';
}

function ProbeCells(props: { row: ProbeRow; now: number }): ReactNode {
  const { probe } = props.row;
  const words = `${probeWords[probe.kind]} ${partyWords[probe.party]}`;
  const until = probe.until === null ? '' : `, until ${exact(probe.until)}`;
  return (
    <>
      <ProbeClock probe={probe} now={props.now} />
      <span className="ellipsis grow" title={`${words}: ${probe.seen}${until}`}>
        {words}
      </span>
      <span className={classNames('step-took', probe.verdict === 'alive' ? 'warning-text' : 'dim')}>
        {stopwatchWords(probe, props.now)}
      </span>
    </>
  );
}
