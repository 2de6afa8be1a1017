import { useEffect } from 'react';
import { useLayout } from '#renderer/state/layout.ts';
import { shownName } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import { Sash } from '#renderer/ui/sash.tsx';
import { TooltipProvider } from '#renderer/ui/tooltip.tsx';
import { ActivityBar } from './activity-bar.tsx';
import { DropOverlay } from './drop-overlay.tsx';
import { EditorArea } from './editor-area.tsx';
import { EngineStrip } from './engine-strip.tsx';
import { LightBulb } from './light-bulb.tsx';
import { MomentPick } from './moment-pick.tsx';
import { MomentStrip } from './moment-strip.tsx';
import { NotificationCorner } from './notification-corner.tsx';
import { Palette } from './palette.tsx';
import { Panel } from './panel.tsx';
import { SideBar } from './side-bar.tsx';
import { StatusBar } from './status-bar.tsx';
import { TextQuestion } from './text-question.tsx';
import { TitleBar } from './title-bar.tsx';
import './workbench.css';

/** The frame of the window; what stands in its parts comes from the registry. */
export function Workbench() {
  const { sideVisible, sideSize, panelVisible, panelSize } = useLayout();
  const workspace = useSession((session) => session.status?.workspace ?? null);
  const shown = workspace === null ? '' : `${shownName(workspace)} – `;
  useEffect(() => {
    document.title = `${shown}NHI Workbench`;
  }, [shown]);
  return (
    <TooltipProvider delayDuration={500} skipDelayDuration={200}>
      <div className="workbench">
        <TitleBar />
        <EngineStrip />
        <MomentStrip />
        <div className="workbench-middle">
          <ActivityBar />
          {sideVisible ? (
            <>
              <aside className="side-bar" style={{ width: sideSize }} data-part="side" aria-label="Side bar">
                <SideBar />
              </aside>
              <Sash
                label="Width of the side bar"
                axis="x"
                grows="forward"
                size={sideSize}
                min={170}
                max={480}
                onResize={(size) => useLayout.setState({ sideSize: size })}
                onReset={() => useLayout.setState({ sideSize: 212 })}
              />
            </>
          ) : null}
          <div className="workbench-main">
            <EditorArea />
            {panelVisible ? (
              <Sash
                label="Height of the panel"
                axis="y"
                grows="backward"
                size={panelSize}
                min={80}
                max={Math.max(120, window.innerHeight - 260)}
                onResize={(size) => useLayout.setState({ panelSize: size })}
                onReset={() => useLayout.setState({ panelSize: 200 })}
              />
            ) : null}
            <Panel />
          </div>
        </div>
        <StatusBar />
      </div>
      <Palette />
      <TextQuestion />
      <MomentPick />
      <LightBulb />
      <NotificationCorner />
      <DropOverlay />
    </TooltipProvider>
  );
}
