import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { number } from './format.ts';
import { Icon } from './icon.tsx';
import './query-box.css';

/** ms after the last key before completion is asked. */
const pause = 120;

interface Suggestion {
  readonly text: string;
  readonly meaning: string;
  readonly count: number | null;
  /** What comes next is completed at once. */
  readonly goesOn: boolean;
}
interface Problem {
  readonly at: number;
  readonly end: number;
  readonly message: string;
  readonly expected: string;
}
interface Answer {
  /** The part of the text that a suggestion replaces. */
  readonly at: number;
  readonly end: number;
  readonly items: readonly Suggestion[];
  readonly problem: Problem | null;
}

interface QueryBoxProps {
  readonly label: string;
  readonly placeholder: string;
  /** The query in force; a draft takes its place once nothing is wrong with it. */
  readonly text: string;
  onChange(text: string): void;
  complete(text: string, position: number): Promise<Answer>;
  /** Chips and buttons inside the frame. */
  readonly after?: ReactNode;
  readonly className?: string;
}

const nothing: Answer = { at: 0, end: 0, items: [], problem: null };

/** A query with its completion: arrows choose, Tab and Enter take, Escape closes and then clears. */
export function QueryBox(props: QueryBoxProps): ReactNode {
  const { label, placeholder, text, onChange, complete, after, className } = props;
  const [draft, setDraft] = useState(text);
  const [answer, setAnswer] = useState({ to: text, ...nothing });
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const id = useId();
  const latest = useRef({ complete, onChange, text });
  latest.current = { complete, onChange, text };

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(text);
  // A page that is hidden and shown again has its draft still: what was not asked before is asked then.
  const resume = useRef(() => {});
  resume.current = () => {
    if (draft !== sent.current) void ask(draft, draft.length);
  };
  useEffect(() => {
    resume.current();
    return () => clearTimeout(timer.current);
  }, []);

  // What was sent from here comes back as the query in force; only another one replaces the draft.
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    clearTimeout(timer.current);
    asked.current += 1;
    setDraft(text);
    setAnswer({ to: text, ...nothing });
  }, [text]);

  async function ask(value: string, position: number): Promise<void> {
    asked.current += 1;
    const mine = asked.current;
    const found = await latest.current.complete(value, position);
    // Whatever was typed since has its own question under way.
    if (mine !== asked.current) return;
    setAnswer({ to: value, ...found });
    setCurrent(-1);
    if (found.problem === null && value !== latest.current.text) send(value);
  }

  function send(value: string): void {
    sent.current = value;
    latest.current.onChange(value);
  }

  function write(value: string, position: number, wait: number): void {
    // An answer to what is no longer there is no news.
    asked.current += 1;
    setDraft(value);
    setOpen(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(value, position), wait);
  }

  function clear(): void {
    clearTimeout(timer.current);
    asked.current += 1;
    send('');
    setDraft('');
    setAnswer({ to: '', ...nothing });
    setOpen(false);
  }

  function take(item: Suggestion): void {
    const value = draft.slice(0, answer.at) + item.text + draft.slice(answer.end);
    const position = answer.at + item.text.length;
    write(value, position, 0);
    if (!item.goesOn) setOpen(false);
    requestAnimationFrame(() => input.current?.setSelectionRange(position, position));
  }

  // Suggestions are for the text that they were asked of.
  const items = open && answer.to === draft ? answer.items : [];
  const listed = items.length > 0;
  const move = (to: number): void => setCurrent((to + items.length) % items.length);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const chosen = items[current];
    const position = input.current?.selectionStart ?? draft.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!listed) write(draft, position, 0);
      else move(event.key === 'ArrowDown' ? current + 1 : Math.max(current, 0) - 1);
    } else if (event.key === ' ' && event.ctrlKey) write(draft, position, 0);
    else if (event.key === 'Tab' && listed && !event.shiftKey) take(chosen ?? items[0] ?? nowhere);
    else if (event.key === 'Enter') {
      if (chosen) take(chosen);
      else setOpen(false);
    } else if (event.key === 'Escape' && (listed || draft !== '')) {
      if (listed) setOpen(false);
      else clear();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const { problem } = answer;
  // What is still being typed is not told off while the list says how it may go on.
  const shown = problem !== null && answer.to === draft && !(listed && problem.end >= draft.length) ? problem : null;
  return (
    <div className={classNames('query', className)}>
      <div className={classNames('query-box', shown !== null && 'invalid')}>
        <Icon name="search" size={14} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={listed}
          aria-controls={`${id}list`}
          aria-activedescendant={current >= 0 && listed ? `${id}${current}` : undefined}
          aria-invalid={shown !== null}
          aria-describedby={shown === null ? undefined : `${id}problem`}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          onChange={({ target }) => write(target.value, target.selectionStart ?? target.value.length, pause)}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        />
        {after}
        {draft !== '' && (
          <IconButton
            icon="close"
            size={14}
            label="Clear filter text"
            onClick={() => {
              clear();
              input.current?.focus();
            }}
          />
        )}
      </div>
      <div id={`${id}list`} role="listbox" aria-label="Suggestions" className="query-list" hidden={!listed}>
        {items.map((item, index) => (
          <Row
            key={item.text}
            id={`${id}${index}`}
            item={item}
            selected={index === current}
            onTake={() => take(item)}
          />
        ))}
      </div>
      {shown !== null && (
        <p id={`${id}problem`} className="query-problem" role="alert">
          <ProblemText text={draft} problem={shown} />
        </p>
      )}
    </div>
  );
}

const nowhere: Suggestion = { text: '', meaning: '', count: null, goesOn: false };

function Row(props: { id: string; item: Suggestion; selected: boolean; onTake(): void }): ReactNode {
  const { id, item, selected, onTake } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the combobox, which chooses by arrows
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={selected}
      className="query-row"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <code>{item.text}</code>
      <span className="query-meaning ellipsis">{item.meaning}</span>
      {item.count !== null && <span className="query-count">{number(item.count)}</span>}
    </div>
  );
}

/** Characters of a long query that are shown before and behind the mistake. */
const around = 40;

function ProblemText({ text, problem }: { text: string; problem: Problem }): ReactNode {
  const { at, end, message, expected } = problem;
  const before = text.slice(Math.max(0, at - around), at);
  return (
    <>
      <Icon name="error" size={14} />
      <span>
        {message} <span className="dim">Expected {expected}.</span>
      </span>
      <code>
        {at > around && '…'}
        {before}
        <mark>{end > at ? text.slice(at, end) : '\u00a0'}</mark>
        {text.slice(end, end + around)}
      </code>
    </>
  );
}
