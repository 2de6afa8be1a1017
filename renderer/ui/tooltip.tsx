import { Tooltip as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import './tooltip.css';

export const TooltipProvider = Primitive.Provider;

/** The hover text of one control, also shown on keyboard focus. `keys`: its shortcut as it is written on screen. */
export function Tooltip(props: {
  text: ReactNode;
  keys?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}) {
  const { text, keys, side = 'bottom', children } = props;
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="tooltip" side={side} sideOffset={4} collisionPadding={8}>
          {text}
          {keys === undefined || keys === '' ? null : <kbd>{keys}</kbd>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
