import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { themeColours } from '#renderer/ui/chart/use-colours.ts';
import { useSize } from '#renderer/ui/chart/use-size.ts';
import { plural } from '#renderer/ui/format.ts';
import { kindColourToken, kindWord } from '#renderer/ui/kind-icon.tsx';
import { identityKinds } from '#shared/model/identity.ts';
import { type Nodes, paint } from './paint.ts';
import { nodeAt, placeNodes } from './place-nodes.ts';

const useColours = themeColours({
  oauth_client: kindColourToken('oauth_client'),
  api_key: kindColourToken('api_key'),
  service_account: kindColourToken('service_account'),
  workload: kindColourToken('workload'),
  agent: kindColourToken('agent'),
  human: kindColourToken('human'),
  lost: '--nhi-decision-denied',
  foreground: '--vscode-foreground',
  dim: '--vscode-descriptionForeground',
  line: '--vscode-charts-lines',
  font: '--nhi-font',
});

interface DrawingProps {
  readonly nodes: Nodes;
  readonly label: string;
  /** Position of the chosen node; null: none. */
  readonly chosen: number | null;
  onChoose(position: number): void;
}

/** The blast radius from left to right, one block a hop. The table below it says the same in words. */
export function Drawing({ nodes, label, chosen, onChoose }: DrawingProps): ReactNode {
  const [frame, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const [over, setOver] = useState<number | null>(null);
  const placing = useMemo(() => placeNodes(nodes.hop, size.width, size.height), [nodes, size.width, size.height]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || size.width === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = Math.round(size.width * ratio);
    canvas.current.height = Math.round(size.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const frameRequest = requestAnimationFrame(() =>
      paint(context, { nodes, placing, colours, chosen }, size.width, size.height),
    );
    return () => cancelAnimationFrame(frameRequest);
  }, [nodes, placing, colours, chosen, size.width, size.height]);
  const at = (event: MouseEvent): number | null =>
    nodeAt(placing, event.nativeEvent.offsetX, event.nativeEvent.offsetY);
  return (
    <div className="reach-drawing" ref={frame}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        title={over === null ? undefined : wordsOf(nodes, over)}
        onMouseMove={(event) => setOver(at(event))}
        onMouseLeave={() => setOver(null)}
        onClick={(event) => {
          const position = at(event);
          if (position !== null) onChoose(position);
        }}
      />
    </div>
  );
}

function wordsOf(nodes: Nodes, position: number): string {
  const kind = identityKinds[nodes.kind[position] ?? -1];
  const what = kind === undefined ? 'Identity' : kindWord(kind);
  const weight = plural(nodes.weight[position] ?? 0, 'customer or resource', 'customers and resources');
  return `${what} at hop ${nodes.hop[position] ?? 1}, ${weight}${nodes.lost[position] === 1 ? ', out of reach after the fix' : ''}`;
}
