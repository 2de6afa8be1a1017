import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { getNonce } from 'get-nonce';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import './yaml-editor.css';

interface Problem {
  readonly at: number;
  readonly end: number;
  readonly message: string;
  readonly expected: string;
}
interface Suggested {
  readonly at: number;
  readonly end: number;
  readonly items: readonly {
    readonly text: string;
    readonly insert: string;
    readonly detail: string;
    readonly meaning: string;
    readonly is: string;
  }[];
}
interface Explained {
  readonly at: number;
  readonly end: number;
  readonly title: string;
  readonly lines: readonly string[];
}

interface YamlEditorProps {
  readonly label: string;
  readonly text: string;
  readonly readOnly?: boolean;
  /** Of the text `checked`: shown while that is what stands here. */
  readonly problems: readonly Problem[];
  readonly checked: string;
  readonly className?: string;
  onChange(text: string): void;
  complete(text: string, position: number): Promise<Suggested>;
  explain(text: string, position: number): Promise<Explained | null>;
}

const types: Readonly<Record<string, string>> = { name: 'property', value: 'constant', field: 'keyword' };

/** YAML with completion, help under the pointer and squiggles. Undo is its own; what saving means is a command's. */
export function YamlEditor(props: YamlEditorProps): ReactNode {
  const { label, text, problems, checked, className, readOnly = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  /** Undo and selection outlive a page that was hidden. */
  const kept = useRef<EditorState>(undefined);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (host.current === null) return;
    const state = kept.current ?? stateOf(latest, label);
    const made = new EditorView({ state, parent: host.current });
    view.current = made;
    return () => {
      kept.current = made.state;
      made.destroy();
      view.current = undefined;
    };
  }, [label]);

  // The page stays while a moment of the past is shown, and may not be written then.
  useEffect(() => {
    view.current?.dispatch({ effects: access.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);

  // Another text from outside: as one change, which undo takes back.
  useEffect(() => {
    const { current } = view;
    const now = current?.state.doc.toString();
    if (current === undefined || now === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const { current } = view;
    if (current === undefined || current.state.doc.toString() !== checked) return;
    current.dispatch(setDiagnostics(current.state, problems.map(diagnosticOf)));
  }, [problems, checked]);

  return <div ref={host} className={classNames('yaml-editor', className)} />;
}

const diagnosticOf = ({ at, end, message, expected }: Problem): Diagnostic => ({
  from: at,
  to: end,
  severity: 'error',
  message: `${message} Expected ${expected}.`,
});

type Latest = { readonly current: YamlEditorProps };

/** Whether it may be written; the one thing of an editor that changes while it stands. */
const access = new Compartment();

function stateOf(latest: Latest, label: string): EditorState {
  const extensions: Extension[] = [
    EditorView.cspNonce.of(getNonce() ?? ''),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    lineNumbers(),
    highlightActiveLineGutter(),
    lintGutter(),
    history(),
    yaml(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    access.of(EditorState.readOnly.of(latest.current.readOnly === true)),
    syntaxHighlighting(classHighlighter),
    autocompletion({ override: [(context) => suggestions(latest, context)], icons: false }),
    hoverTooltip((shown, position) => explanation(latest, shown, position)),
    // Tab takes a suggestion; else it leaves the field, as everywhere in the window.
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      ...completionKeymap,
      ...historyKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
    EditorView.domEventHandlers({
      // Over a selection the browser types in the style of what was there, which the policy of the page forbids.
      beforeinput(event, shown) {
        const { data, inputType, isComposing } = event;
        const { selection, readOnly: isFixed } = shown.state;
        if (inputType !== 'insertText' || data === null || isComposing || isFixed || selection.main.empty) return false;
        event.preventDefault();
        shown.dispatch(shown.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
        return true;
      },
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange(update.state.doc.toString());
    }),
  ];
  return EditorState.create({ doc: latest.current.text, extensions });
}

async function suggestions(latest: Latest, context: CompletionContext): Promise<CompletionResult | null> {
  const text = context.state.doc.toString();
  const { at, end, items } = await latest.current.complete(text, context.pos);
  if (context.aborted || items.length === 0) return null;
  // After a value that is whole, only an answer to a question is welcome.
  if (!context.explicit && at === context.pos && !/[\s:]$/.test(text.slice(0, context.pos))) return null;
  const options = items.map(
    ({ text: word, insert, detail, meaning, is }): Completion => ({
      label: word,
      apply: insert,
      detail,
      ...(meaning === '' ? {} : { info: meaning }),
      type: types[is] ?? 'text',
    }),
  );
  return { from: at, to: Math.max(end, context.pos), options, filter: false };
}

async function explanation(latest: Latest, view: EditorView, position: number) {
  const about = await latest.current.explain(view.state.doc.toString(), position);
  if (about === null) return null;
  const create = (): { dom: HTMLElement } => {
    const dom = document.createElement('div');
    dom.className = 'yaml-explanation';
    for (const [index, line] of [about.title, ...about.lines].entries()) {
      const row = dom.appendChild(document.createElement('div'));
      row.textContent = line;
      if (index === 0) row.className = 'yaml-explanation-title';
    }
    return { dom };
  };
  return { pos: about.at, end: about.end, above: true, create };
}
