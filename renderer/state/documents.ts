// What is being written in YAML and not saved yet. It outlives a closed window, as in VS Code.
import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { DocumentKind } from '#shared/contract/documents.ts';
import { dismiss } from './notifications.ts';
import { useSession } from './session.ts';
import { tabKey } from './tabs.ts';

interface Draft {
  readonly text: string;
  /** What was saved when the draft was last written: it differs from that. */
  readonly base: string;
}
interface Documents {
  /** By workspace and page. */
  readonly drafts: Readonly<Record<string, Draft>>;
}

export const useDocuments = create<Documents>()(
  persist((): Documents => ({ drafts: {} }), {
    name: 'documents',
    version: 1,
    storage: createJSONStorage(() => localStorage),
  }),
);

/** Texts that are kept beside each other; the oldest go first. */
const mostDrafts = 40;

export const draftKey = (uri: string): string => `${useSession.getState().status?.workspace?.id ?? ''} ${tabKey(uri)}`;

export const draftAt = (uri: string): Draft | undefined => useDocuments.getState().drafts[draftKey(uri)];
/** The question whether to close a page that is not saved. */
export const closingNotice = (uri: string): string => `closing ${tabKey(uri)}`;

export const isDirty = (uri: string): boolean => draftAt(uri) !== undefined;

/** Keeps a draft; what equals the saved text is none. */
export function writeDraft(uri: string, text: string, base: string): void {
  const key = draftKey(uri);
  if (text === base) dismiss(closingNotice(uri));
  useDocuments.setState(({ drafts }) => {
    const { [key]: _old, ...others } = drafts;
    const kept = Object.fromEntries(Object.entries(others).slice(1 - mostDrafts));
    return { drafts: text === base ? others : { ...kept, [key]: { text, base } } };
  });
}
export const dropDraft = (uri: string): void => writeDraft(uri, '', '');

/** The text of a page: its draft, else what is saved. */
function useDraft(uri: string, saved: string): { readonly text: string; readonly dirty: boolean } {
  const draft = useDocuments(({ drafts }) => drafts[draftKey(uri)]);
  return { text: draft?.text ?? saved, dirty: draft !== undefined };
}

const completeIn =
  (kind: DocumentKind) =>
  (text: string, position: number): Promise<CallOutput<'documents.complete'>> =>
    call('documents.complete', { kind, text, position });

const explainIn =
  (kind: DocumentKind) =>
  async (text: string, position: number): Promise<CallOutput<'documents.explain'>['about']> =>
    (await call('documents.explain', { kind, text, position })).about;

/** ms after the last key before the engine is asked. */
const pause = 250;

/** What the engine says of a text, asked once it rests, and again when the workspace has changed. `check` stays the same. */
function useChecked<A>(
  check: (text: string) => Promise<A>,
  text: string | undefined,
): { readonly text: string; readonly answer: A } | undefined {
  const records = useSession((session) => session.status?.chain.records);
  const [checked, setChecked] = useState<{ text: string; answer: A }>();
  useEffect(() => {
    if (text === undefined || records === undefined) return;
    let wanted = true;
    const timer = setTimeout(() => {
      check(text).then(
        (answer) => {
          // What was asked first may be answered last.
          if (wanted) setChecked({ text, answer });
        },
        // The engine is away or the workspace was closed: what was said last stands until it can be asked again.
        () => undefined,
      );
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [check, text, records]);
  return checked;
}

/**
 * A document as its page shows it: the draft, else what is saved (undefined: nobody knows yet), with what the engine says
 * of it. An empty text is checked only where that means something: `checksEmpty`.
 */
export function useDocument<A>(of: {
  readonly kind: DocumentKind;
  readonly uri: string;
  readonly saved: string | undefined;
  readonly checksEmpty: boolean;
  readonly check: (text: string) => Promise<A>;
}) {
  const { kind, uri, saved, checksEmpty, check } = of;
  const { text, dirty } = useDraft(uri, saved ?? '');
  const isAsked = saved !== undefined && (checksEmpty || text !== '');
  const checked = useChecked(check, isAsked ? text : undefined);
  const [complete, explain] = useMemo(() => [completeIn(kind), explainIn(kind)], [kind]);
  return {
    dirty,
    answer: checked?.answer,
    /** The answer is of the text that stands there. */
    isCurrent: checked?.text === text,
    editor: {
      text,
      checked: checked?.text ?? '',
      onChange: (now: string) => writeDraft(uri, now, saved ?? ''),
      complete,
      explain,
    },
  } as const;
}
