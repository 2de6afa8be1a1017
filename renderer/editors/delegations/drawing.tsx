import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { changeDelegations } from '#renderer/state/delegations.ts';
import { leftWords } from '#renderer/state/issuer-words.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Chain, Placing } from './place-hops.ts';
import { actorName, hopWords } from './sentences.ts';

/** px */
const box = { width: 164, height: 48, across: 76, down: 14, edge: 16 } as const;
const left = (column: number): number => box.edge + column * (box.width + box.across);
const top = (row: number): number => box.edge / 2 + row * (box.height + box.down);

interface DrawingProps {
  readonly chain: Chain;
  readonly placing: Placing;
  readonly now: number;
  /** The chosen hop. */
  readonly jti: string | null;
  /** Tokens that would fall, or have fallen. */
  readonly falls: ReadonlySet<string>;
}

/** From the human on the left through the consent to each hop; arrow keys go along the tree. */
export function Drawing({ chain, placing, now, jti, falls }: DrawingProps): ReactNode {
  const { consent } = chain;
  const { placed, columns, rows } = placing;
  const host = useRef<HTMLDivElement>(null);
  const entry = placed.some(({ hop }) => hop.token.jti === jti) ? jti : placed[0]?.hop.token.jti;
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = placed.findIndex(({ hop }) => hop.token.jti === entry);
    const step: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const next = placed[at + (step[event.key] ?? 0)];
    if (step[event.key] === undefined || next === undefined) return;
    changeDelegations({ jti: next.hop.token.jti });
    host.current?.querySelector<HTMLElement>(`[data-jti="${CSS.escape(next.hop.token.jti)}"]`)?.focus();
    event.preventDefault();
  };
  return (
    <div className="drawing-scroller">
      <div
        ref={host}
        className="drawing"
        role="group"
        aria-label={`Delegations of ${consent.humanName}`}
        style={{
          width: left(columns) + box.width + box.edge,
          height: Math.max(1, rows) * (box.height + box.down) + box.edge,
        }}
        onKeyDown={onKeyDown}
      >
        <svg className="drawing-edges" width="100%" height="100%" aria-hidden>
          {placed.map(({ hop, column, row, parent }) => {
            const from = parent ?? { column: 0, row: 0 };
            const x = left(from.column) + box.width;
            const y = top(from.row) + box.height / 2;
            const end = { x: left(column), y: top(row) + box.height / 2 };
            const bend = x + 12;
            return (
              <g key={hop.token.jti} className={classNames('edge', falls.has(hop.token.jti) && 'falls')}>
                <path d={y === end.y ? `M${x} ${y}H${end.x}` : `M${x} ${y}H${bend}V${end.y}H${end.x}`} />
                <path d={`M${end.x - 5} ${end.y - 4}l5 4l-5 4`} />
                <text x={end.x - 8} y={end.y - 5} textAnchor="end">
                  {plural(hop.given.length, 'scope')}
                </text>
              </g>
            );
          })}
        </svg>
        <div
          className={classNames('hop-box', 'human', consent.status !== 'live' && 'over')}
          style={{ left: left(0), top: top(0), width: box.width, height: box.height }}
        >
          <b>
            <Icon name="person" size={14} />
            <span className="ellipsis">{consent.humanName}</span>
          </b>
          <span className="dim">
            {consent.status === 'live'
              ? `consents, ${plural(consent.scopes.length, 'scope')}`
              : `consent ${consent.status}`}
          </span>
        </div>
        {placed.map(({ hop, column, row }) => {
          const falling = falls.has(hop.token.jti);
          const dead = hop.token.death !== null || hop.token.expiresAt <= now;
          return (
            <button
              key={hop.token.jti}
              type="button"
              data-jti={hop.token.jti}
              tabIndex={hop.token.jti === entry ? 0 : -1}
              aria-pressed={hop.token.jti === jti}
              aria-label={`${actorName(hop)}, ${hopWords(hop, now)}${falling ? ', falls' : ''}`}
              className={classNames('hop-box', 'agent', (dead || falling) && 'over')}
              style={{ left: left(column), top: top(row), width: box.width, height: box.height }}
              onClick={() => changeDelegations({ jti: hop.token.jti })}
            >
              <b>
                <Icon name={falling || dead ? 'close' : 'hubot'} size={14} className={falling ? 'error-text' : ''} />
                <span className="ellipsis">{actorName(hop)}</span>
              </b>
              <span className="dim">
                {dead ? 'dead' : falling ? 'falls' : leftWords(hop.token.expiresAt - now)}
                {`, ${plural(hop.given.length, 'scope')}`}
                {hop.token.bound ? ', bound' : ''}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
