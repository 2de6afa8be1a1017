import { Command as Cmdk } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import { useFocusBack } from './use-focus-back.ts';
import './quick-pick.css';

export interface QuickPickItem {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  /** Positions in the label that the query hit. */
  readonly hits?: readonly number[];
  readonly detail?: string;
  readonly keys?: string | undefined;
  /** Called when the box is closed and the focus is back where it was: what is chosen may ask where that is. */
  readonly onChoose: () => void;
}

export interface QuickPickGroup {
  readonly heading: string;
  readonly items: readonly QuickPickItem[];
}

function Label({ text, hits }: { text: string; hits: readonly number[] }) {
  if (hits.length === 0) return <>{text}</>;
  const parts: { readonly hit: boolean; text: string }[] = [];
  for (const [at, letter] of [...text].entries()) {
    const hit = hits.includes(at);
    const last = parts.at(-1);
    if (last?.hit === hit) last.text += letter;
    else parts.push({ hit, text: letter });
  }
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
  return parts.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>));
}

/** One box for commands, pages and identities: type, arrows, Enter. The list is filtered by whoever opens it. */
export function QuickPick(props: {
  open: boolean;
  label: string;
  placeholder: string;
  text: string;
  groups: readonly QuickPickGroup[];
  /** The items are of an earlier text yet. */
  awaits: boolean;
  empty: string;
  onText: (text: string) => void;
  onClose: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const first = props.groups.find((group) => group.items.length > 0)?.items[0]?.id ?? '';
  const [current, setCurrent] = useState(first);
  // Whenever something else comes first it is what Enter takes.
  useEffect(() => setCurrent(first), [first]);
  // The library names the chosen item before the new ones are drawn.
  useEffect(() => {
    const chosen = list.current?.querySelector('[cmdk-item][aria-selected="true"]')?.id;
    for (const element of [input.current, list.current]) {
      if (chosen === undefined) element?.removeAttribute('aria-activedescendant');
      else element?.setAttribute('aria-activedescendant', chosen);
    }
  });
  const { open, label, placeholder, text, groups, awaits, empty, onText, onClose } = props;
  const { remember, onCloseAutoFocus } = useFocusBack();
  const chosen = useRef<(() => void) | null>(null);
  function choose(item: QuickPickItem): void {
    chosen.current = item.onChoose;
    onClose();
  }
  // Enter means what comes first for the text that stands there, also where that is not known yet.
  const owes = useRef(false);
  useEffect(() => {
    if (awaits || !owes.current) return;
    owes.current = false;
    const item = groups.find(({ items }) => items.length > 0)?.items[0];
    if (open && item !== undefined) choose(item);
  });
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="quick-pick-overlay" />
        <Dialog.Content
          className="quick-pick"
          data-part="overlay"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus(event);
            const run = chosen.current;
            chosen.current = null;
            run?.();
          }}
          onOpenAutoFocus={(event) => {
            remember();
            // What is in the box is to be continued, not replaced.
            event.preventDefault();
            const field = input.current;
            field?.focus();
            field?.setSelectionRange(field.value.length, field.value.length);
          }}
        >
          <Dialog.Title className="visually-hidden">{label}</Dialog.Title>
          <Cmdk
            label={label}
            shouldFilter={false}
            loop
            value={current}
            onValueChange={setCurrent}
            onKeyDown={(event) => {
              owes.current = event.key === 'Enter' && !event.nativeEvent.isComposing && awaits && current === first;
              if (owes.current) event.preventDefault();
            }}
          >
            <Cmdk.Input
              ref={input}
              className="quick-pick-input"
              placeholder={placeholder}
              value={text}
              onValueChange={onText}
            />
            <Cmdk.List ref={list} className="quick-pick-list">
              <Cmdk.Empty className="quick-pick-empty">{empty}</Cmdk.Empty>
              {groups
                .filter((group) => group.items.length > 0)
                .map((group) => (
                  <Cmdk.Group key={group.heading} heading={group.heading}>
                    {group.items.map((item) => (
                      <Cmdk.Item
                        key={item.id}
                        value={item.id}
                        className="quick-pick-item"
                        onSelect={() => choose(item)}
                      >
                        <Icon name={item.icon} />
                        <span className="ellipsis">
                          <Label text={item.label} hits={item.hits ?? []} />
                        </span>
                        {item.detail === undefined ? null : <span className="dim small ellipsis">{item.detail}</span>}
                        {item.keys === undefined ? null : <kbd>{item.keys}</kbd>}
                      </Cmdk.Item>
                    ))}
                  </Cmdk.Group>
                ))}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
